"""Small news, invented here, in ten languages: an article that grows and is corrected, and two that stay as they are.

A marker is a name that occurs in its own article only, in each of its states. `{n}` is a figure that may change.
"""
from dataclasses import dataclass


@dataclass(frozen=True)
class Article:
    marker: str
    title: str
    paragraphs: tuple

    def html(self, count=None, n="7"):
        return "".join(f"<p>{p.replace('{n}', n)}</p>" for p in self.paragraphs[:count])


@dataclass(frozen=True)
class Texts:
    main: Article
    fillers: tuple
    extra: str      # a paragraph that comes later
    note: str       # the editor's note that says so
    correction: str  # the note of a corrected figure
    retitled: str   # the main article's headline after a new fact
    withdrawn: str  # what stands there once the article is taken back
    stamp: str      # a line that says when the page was made; {t} is the time
    related: str    # leads in links to other articles
    wall: str       # what a reader without a subscription sees at the cut


TEXTS = {
    "fr": Texts(
        Article(
            "Kervadec",
            "Le pont de Tréhouarn fermé après la découverte d'une fissure",
            (
                "Le pont suspendu de Tréhouarn a été fermé à toute circulation mardi soir après la découverte d'une fissure "
                "longue de {n} mètres dans un pylône, a annoncé le préfet Kervadec devant la presse.",
                "Les riverains de la rive gauche devront faire un détour de quarante minutes par le barrage. Des navettes "
                "fluviales seront mises en place dès jeudi pour les écoliers et les soignants de l'hôpital.",
                "La fissure a été repérée par une entreprise chargée de repeindre les câbles. Ses ouvriers avaient entendu un "
                "craquement pendant une rafale de vent et quitté la nacelle sans attendre.",
                "Le maire rappelle que deux rapports avaient demandé une inspection complète. Selon lui, les crédits ont été "
                "repoussés trois années de suite par le conseil départemental.",
            ),
        ),
        (
            Article(
                "Montfaucon",
                "Une fromagerie de montagne rouvre avec trois apprentis",
                (
                    "La fromagerie de Brévenne, silencieuse depuis l'avalanche, a rallumé ses chaudrons lundi avec trois "
                    "apprentis venus de la vallée, raconte la patronne, Élise Montfaucon.",
                    "Les premières meules seront prêtes à l'automne. Un tiers est déjà promis à des restaurants de la ville.",
                ),
            ),
            Article(
                "Quéméner",
                "Les jardins ouvriers gagnent leur procès contre le promoteur",
                (
                    "Le tribunal administratif a donné raison aux jardiniers de la Butte, dont les parcelles devaient laisser "
                    "place à un parking, se réjouit leur avocate, maître Quéméner.",
                    "Le promoteur peut encore faire appel. En attendant, les tomates seront repiquées dimanche.",
                ),
            ),
        ),
        "Un expert mandaté par l'État a précisé mercredi que la fissure s'était ouverte de plusieurs centimètres en une semaine et "
        "que le tablier serait étayé par des tours métalliques avant toute réparation, ce qui demandera au moins deux mois.",
        "Note de la rédaction : cet article a été complété avec les précisions de l'expert.",
        "Rectificatif : une version précédente de cet article donnait une longueur erronée.",
        "Pont de Tréhouarn : l'État ordonne la démolition du pylône",
        "Cet article a été retiré. Les informations qu'il contenait n'ont pas pu être confirmées.",
        "Mis à jour le 11 avril à {t}",
        "À lire aussi :",
        "Abonnez-vous pour lire la suite",
    ),
    "es": Texts(
        Article(
            "Aldecoa",
            "Los pescadores de Puerto Cendal paran la flota por el precio del gasóleo",
            (
                "La flota de bajura de Puerto Cendal amaneció amarrada este lunes en protesta por el precio del gasóleo, una "
                "medida que secundan {n} barcos según el patrón mayor, Iñigo Aldecoa.",
                "Los armadores calculan que cada salida les cuesta ahora más de lo que vale el pescado. Piden una ayuda directa "
                "por litro y que se adelante el pago de las paradas biológicas.",
                "En la lonja apenas quedaba género a media mañana. Las pescaderas del mercado central aseguran que aguantarán "
                "dos días con lo que llegó de otros puertos de la costa.",
                "La consejería ha convocado a las partes el miércoles. Un portavoz adelantó que hay margen para hablar de los "
                "plazos, aunque no de las cantidades que reclama el sector.",
            ),
        ),
        (
            Article(
                "Olabarri",
                "El coro de la mina vuelve a cantar bajo tierra",
                (
                    "Medio siglo después, el coro de la mina de Turiello volverá a cantar en la galería principal, a ochenta "
                    "metros de profundidad, anunció su director, Martín Olabarri.",
                    "Solo podrán bajar cincuenta personas. Las entradas se sortearán entre los vecinos del valle.",
                ),
            ),
            Article(
                "Zubeldia",
                "Una biblioteca presta semillas en lugar de libros",
                (
                    "Quien saque este mes el carné de la biblioteca de Arrieta podrá llevarse un sobre de semillas antiguas, "
                    "cuenta la bibliotecaria Nerea Zubeldia, con la promesa de devolver otro tras la cosecha.",
                    "Hay judías de riñón, lechuga de oreja y un trigo que nadie sembraba desde hacía décadas.",
                ),
            ),
        ),
        "El presidente de la cofradía vecina confirmó por la tarde que sus tripulaciones se sumarán al paro desde el martes y que "
        "no volverán a la mar mientras no haya un compromiso escrito, con lo que quedaría parada toda la costa occidental.",
        "Nota de la redacción: esta noticia se ha ampliado con la postura de la cofradía vecina.",
        "Corrección: una versión anterior de esta noticia daba un número equivocado de barcos.",
        "La flota de Puerto Cendal vuelve a la mar tras lograr la ayuda al gasóleo",
        "Esta noticia ha sido retirada porque su contenido no pudo ser verificado.",
        "Actualizado: 11 de abril, {t}",
        "Lea también:",
        "Suscríbete para seguir leyendo",
    ),
    "de": Texts(
        Article(
            "Hollenstedt",
            "Wasserrohrbruch legt Altstadt von Grünwerder lahm",
            (
                "Nach dem Bruch einer Hauptleitung stehen in der Altstadt von Grünwerder seit Dienstagfrüh {n} Straßen unter "
                "Wasser, teilte die Leiterin der Stadtwerke, Frauke Hollenstedt, am Vormittag mit.",
                "Die Feuerwehr pumpte bis zum Mittag Keller aus und trug zwei Bewohner eines Pflegeheims ins Trockene. "
                "Verletzt wurde niemand, doch im Heimatmuseum steht das Erdgeschoss knöcheltief im Schlamm.",
                "Die Leitung stammt aus der Kaiserzeit und sollte im Herbst ersetzt werden. Im Rathaus heißt es, die Pläne "
                "hätten wegen der Fundamente der Stadtmauer mehrfach geändert werden müssen.",
                "Händler am Marktplatz schleppten ihre Ware in höhere Stockwerke. Der Buchladen verlor sein gesamtes Lager, die "
                "Bäckerei nebenan verschenkte, was noch trocken war, an die Helfer.",
            ),
        ),
        (
            Article(
                "Ottersberg",
                "Dorfkino zeigt wieder Stummfilme mit Orgel",
                (
                    "Im Saal des alten Gasthofs laufen wieder Stummfilme, begleitet auf einer Orgel, die Kantor Ottersberg aus "
                    "einer abgerissenen Kapelle gerettet hat.",
                    "Die erste Vorstellung war nach einer Stunde ausverkauft. Nun wird jeden Freitag gespielt.",
                ),
            ),
            Article(
                "Wümmenau",
                "Schäferin gewinnt Streit um den Deichweg",
                (
                    "Der Deichweg bleibt für Schafe offen, entschied das Verwaltungsgericht nach einer Klage der Schäferin Dörte "
                    "Wümmenau gegen den Radwegeverband.",
                    "Radfahrer müssen künftig absteigen, wenn die Herde kommt. Das dauert selten länger als zehn Minuten.",
                ),
            ),
        ),
        "Am Nachmittag bestätigte ein Gutachter, dass auch die zweite Leitung unter der Kirchgasse Risse aufweist. Sie wird noch in "
        "der Nacht abgestellt, weshalb mehrere hundert Haushalte bis mindestens Freitag aus Tankwagen versorgt werden müssen.",
        "Hinweis der Redaktion: Der Artikel wurde um die Einschätzung des Gutachters ergänzt.",
        "Korrektur: In einer früheren Fassung war die Zahl der Straßen falsch angegeben.",
        "Grünwerder ruft nach Rohrbruch den Katastrophenfall aus",
        "Dieser Artikel wurde zurückgezogen, weil sich die Angaben als falsch erwiesen haben.",
        "Stand: 11.04.2025, {t} Uhr",
        "Lesen Sie auch:",
        "Weiterlesen mit Abo",
    ),
    "pl": Texts(
        Article(
            "Wądołowska",
            "Kolej wąskotorowa w Zalesiu Górnym wróci na tory latem",
            (
                "Po ośmiu latach przerwy kolejka wąskotorowa w Zalesiu Górnym znów zabierze pasażerów, a pierwszy kurs "
                "obsłuży {n} wagonów, zapowiedziała prezeska stowarzyszenia Irena Wądołowska.",
                "Miłośnicy kolei własnymi rękami wymienili podkłady na całym odcinku do młyna. Pomagali im uczniowie technikum, "
                "którzy w warsztacie odbudowali zwrotnicę zniszczoną przez powódź.",
                "Parowóz czeka jeszcze na badanie kotła. Dopóki inspektor nie podpisze protokołu, składy będzie ciągnąć "
                "pożyczona z sąsiedniego powiatu lokomotywa spalinowa.",
                "Gmina liczy na turystów, a hodowcy pstrągów przy końcowej stacji już budują smażalnię. Bilety mają kosztować "
                "tyle, co przejazd autobusem.",
            ),
        ),
        (
            Article(
                "Skrzypiec",
                "Pszczelarze ratują lipową aleję przed wycinką",
                (
                    "Aleja dwustu lip pod Brzostkiem nie pójdzie pod topór, zapewnił starosta po proteście, który "
                    "zorganizował pszczelarz Walenty Skrzypiec.",
                    "Drogowcy mają poszerzyć szosę po drugiej stronie rowu. Ule wrócą pod drzewa w maju.",
                ),
            ),
            Article(
                "Gryczmańska",
                "Teatr lalek znalazł nowy dom w dawnej remizie",
                (
                    "Aktorzy teatru lalek wprowadzają się do strażackiej remizy, w której zamiast wozów stanie scena, mówi "
                    "reżyserka Klara Gryczmańska.",
                    "Wieża do suszenia węży posłuży za magazyn kukiełek. Premiera w dzień świętego Floriana.",
                ),
            ),
        ),
        "Rzecznik urzędu transportu potwierdził po południu, że kocioł przeszedł próbę ciśnieniową bez zastrzeżeń i że parowóz "
        "dostanie pozwolenie na ruch jeszcze przed wakacjami, o ile stowarzyszenie wykupi pełne ubezpieczenie pasażerów.",
        "Od redakcji: tekst uzupełniono o stanowisko urzędu transportu.",
        "Sprostowanie: w poprzedniej wersji podaliśmy błędną liczbę wagonów.",
        "Kolejka w Zalesiu nie ruszy latem, kocioł parowozu pękł w czasie próby",
        "Artykuł został wycofany, ponieważ podane informacje okazały się nieprawdziwe.",
        "Aktualizacja: 11 kwietnia, {t}",
        "Czytaj także:",
        "Czytaj dalej z subskrypcją",
    ),
    "uk": Texts(
        Article(
            "Желіховський",
            "У Кам'янополі запустили плавучу сонячну станцію на ставку",
            (
                "На старому рибному ставку під Кам'янополем запрацювала плавуча сонячна станція з {n} понтонів, повідомив "
                "керівник громади Остап Желіховський на відкритті у вівторок.",
                "Панелі закривають третину водного дзеркала, тож улітку вода менше випаровується. Рибалки спершу протестували, "
                "але після зариблення погодилися лишити собі східний берег.",
                "Струм піде на водогін і школу, а надлишок громада продаватиме в мережу. За розрахунками, понтони окупляться "
                "за шість років, якщо не піднімуть тариф на обслуговування.",
                "Монтажники приїхали з Тернополя і працювали з човнів, бо берег заболочений. Одну секцію довелося знімати двічі: "
                "її зривав вітер, поки не поставили важчі якорі.",
            ),
        ),
        (
            Article(
                "Кривоніженко",
                "Музей вишиванки просить принести бабусині рушники",
                (
                    "Музей у Лебедиці готує виставку рушників і просить містян відчинити скрині, розповіла кураторка Уляна "
                    "Кривоніженко.",
                    "Кожну річ сфотографують і повернуть. Найстаріший рушник уже має понад півтора століття.",
                ),
            ),
            Article(
                "Собіпанець",
                "Тролейбус поверне на Замлиння після ремонту мосту",
                (
                    "Маршрут на Замлиння відновлять з понеділка, запевнив начальник депо Левко Собіпанець, бо міст нарешті "
                    "витримав випробування.",
                    "Інтервал становитиме чверть години. Пільговики їздитимуть безкоштовно.",
                ),
            ),
        ),
        "Увечері в обласній енергетичній компанії підтвердили, що дозвіл на продаж надлишку вже підписано, тож перші кошти громада "
        "отримає наприкінці місяця і спрямує їх на освітлення дороги до лікарні та ремонт насосів на водогоні.",
        "Від редакції: новину доповнено коментарем енергетичної компанії.",
        "Виправлення: у попередній версії було вказано хибну кількість понтонів.",
        "Буревій зірвав плавучу сонячну станцію в Кам'янополі",
        "Цю новину знято з публікації: наведені в ній відомості не підтвердилися.",
        "Оновлено: 11 квітня, {t}",
        "Читайте також:",
        "Читати далі за передплатою",
    ),
    "ja": Texts(
        Article(
            "篠ノ目",
            "白浜峠の旧トンネルで崩落、県道が全面通行止め",
            (
                "白浜峠の旧トンネルで火曜日の未明に天井の一部が崩れ、県道が全面通行止めになった。県土木事務所の篠ノ目所長によると、"
                "落ちた岩の塊は{n}個に上る。けが人はいなかった。",
                "現場は明治時代に手掘りされた区間で、内側の煉瓦に以前から亀裂が見つかっていた。県は今年の秋に補強工事を始める予定だった。",
                "峠の向こう側にある集落では買い物や通院に使う道が断たれた。村は漁協の船を借りて、朝と夕方に臨時の便を出すことを決めた。",
                "近くで旅館を営む女性は、夜中に地鳴りのような音を聞いて外へ出たという。宿泊客は海沿いの小学校に移って一夜を過ごした。",
            ),
        ),
        (
            Article(
                "綿貫屋",
                "廃校の教室で醤油造り、卒業生が桶を運び込む",
                (
                    "閉校した山あいの小学校で醤油造りが始まった。蔵元の綿貫屋が卒業生と一緒に杉の桶を教室へ運び込んだ。",
                    "最初の一本は来年の春に搾る。ラベルには校歌の一節が印刷される。",
                ),
            ),
            Article(
                "槇ケ原",
                "渡り鳥の観察小屋、台風の後に住民が再建",
                (
                    "干潟の観察小屋が住民の手で建て直された。設計した槇ケ原さんは流木だけで柱を組んだと話す。",
                    "小屋は誰でも使える。双眼鏡は役場の窓口で借りられる。",
                ),
            ),
        ),
        "国の専門家は水曜日に現地を調べ、残った天井にも深さ二メートルを超える空洞があると指摘した。県はこれを受けて旧トンネルの再開を断念し、"
        "山側に仮の道を切り開く方針に改めた。完成までには少なくとも四か月かかる見通しだ。",
        "編集部注：専門家の調査結果を加筆しました。",
        "訂正：当初の記事で岩の数に誤りがありました。",
        "白浜峠の旧トンネル、県が廃止を決定",
        "この記事は取り消しました。内容の確認が取れなかったためです。",
        "更新：4月11日 {t}",
        "関連記事：",
        "続きを読むには会員登録が必要です",
    ),
    "zh": Texts(
        Article(
            "郗望舒",
            "青岚湖水位骤降，沿岸三镇启动应急供水",
            (
                "青岚湖水位在一周内明显下降，沿岸三个镇从周二起启动应急供水。水务局局长郗望舒表示，目前共有{n}个取水口露出水面，暂时无法使用。",
                "镇政府组织了运水车队，每天清晨和傍晚向居民区送水。学校食堂改用桶装水，几家豆腐作坊已经停工等待通知。",
                "专家认为，上游两座水库同时检修是主要原因，今春降雨偏少也有影响。渔民说，靠岸的地方已经能看见多年前沉没的木船。",
                "湿地管理站担心候鸟的繁殖地受到影响，正在用围堰留住浅滩里的水。志愿者连续几天把搁浅的鱼苗搬到深水区。",
            ),
        ),
        (
            Article(
                "仇小楼",
                "老戏台修缮完工，票友清晨排队试嗓",
                (
                    "城南的老戏台修缮完工，木匠仇小楼带着徒弟用了两年时间，把每一根雕花的横梁都编号拆下再装回去。",
                    "开台那天不卖票，想唱的人可以排队上去唱一段。",
                ),
            ),
            Article(
                "乜家坡",
                "山村通了夜班公交，药农进城方便了",
                (
                    "从乜家坡到县城的夜班公交本月开通，药农收工以后也能赶上集市的早市。",
                    "车上特意留出了放竹筐的位置，票价和白天一样。",
                ),
            ),
        ),
        "水务部门周三下午补充说，两座水库将提前结束检修，从周五凌晨开始逐步放水，预计一周后湖面可以恢复到正常水位的八成。"
        "在此之前，工业用水按六成供应，农业灌溉安排在夜间轮流进行。",
        "编者按：本文已补充水务部门的最新说明。",
        "更正：本文早前版本中取水口的数量有误。",
        "青岚湖恢复放水，三镇解除应急供水",
        "本文已撤回，因其中的信息未能得到证实。",
        "更新于4月11日{t}",
        "相关阅读：",
        "订阅后阅读全文",
    ),
    "ar": Texts(
        Article(
            "الزعفراني",
            "انقطاع الكهرباء عن أحياء واسعة في مدينة وادي الرمان",
            (
                "انقطع التيار الكهربائي صباح الثلاثاء عن أحياء واسعة في مدينة وادي الرمان بعد حريق في محطة التحويل الشرقية، وقال "
                "مدير الشركة هيثم الزعفراني إن {n} مغذيات خرجت من الخدمة.",
                "وعملت المستشفيات على المولدات الاحتياطية طوال النهار، فيما أغلقت المدارس أبوابها قبل الظهر وطلب من السكان عدم "
                "استخدام المصاعد في الأبراج العالية حتى إشعار آخر.",
                "وقال شهود إن دوي انفجار سمع قبيل الفجر ثم تصاعد دخان كثيف من جهة المحطة، وقد استغرق إخماد النيران نحو ثلاث "
                "ساعات بسبب صعوبة الوصول إلى قبو الكابلات.",
                "ويشكو التجار من تلف بضائعهم المبردة، خاصة في سوق السمك القديم، ويطالبون بتعويضات عن خسائر الأيام الماضية التي "
                "تكررت فيها الانقطاعات القصيرة.",
            ),
        ),
        (
            Article(
                "البرقاوي",
                "صانع أعواد يفتح ورشته للأطفال كل خميس",
                (
                    "فتح صانع الأعواد سليم البرقاوي ورشته في الحي القديم أمام الأطفال ليتعلموا نجارة الخشب وضبط الأوتار.",
                    "ولا يدفع المتدربون شيئا، بل يكنسون النشارة في آخر النهار.",
                ),
            ),
            Article(
                "الدغيشي",
                "واحة النخيل تستعيد قناتها القديمة",
                (
                    "عاد الماء يجري في قناة الواحة بعد عقود، وقال المهندس راشد الدغيشي إن الترميم جرى بالحجر والجير فقط.",
                    "وسيقسم الماء بين المزارع بحسب ظل العصا كما كان يفعل الأجداد.",
                ),
            ),
        ),
        "وأكدت وزارة الطاقة مساء أن فرقا من ثلاث مدن مجاورة وصلت ومعها محول متنقل، وأن التيار سيعود تدريجيا إلى المستشفيات ومحطات "
        "المياه أولا ثم إلى الأحياء السكنية، على أن تكتمل الإعادة خلال يومين إذا لم تظهر أضرار أخرى في القبو.",
        "ملاحظة المحرر: تم تحديث الخبر بتصريح وزارة الطاقة.",
        "تصحيح: ورد في نسخة سابقة من الخبر عدد خاطئ للمغذيات.",
        "عودة الكهرباء إلى وادي الرمان واستقالة مدير الشركة",
        "سحب هذا الخبر لأن ما ورد فيه لم يتأكد من مصدر مستقل.",
        "آخر تحديث: 11 أبريل، {t}",
        "اقرأ أيضا:",
        "اشترك لمتابعة القراءة",
    ),
    "he": Texts(
        Article(
            "ברזילאי",
            "מפעל המשחטות הישן בנחל ארזים ייהפך למוזיאון",
            (
                "מפעל המתכת הישן בנחל ארזים, שעמד נטוש עשרים שנה, ייהפך למוזיאון ובו {n} אולמות, כך הודיע ביום שלישי ראש "
                "המועצה נתן ברזילאי בטקס קצר בחצר.",
                "הארובה הגבוהה תישאר על כנה ותשמש מגדל תצפית. מדרגות הברזל שבתוכה נבדקו בחודש שעבר ונמצאו ראויות, אחרי שהוחלפו "
                "כל הברגים והמעקות.",
                "פועלים לשעבר מסרו למועצה תמונות, כרטיסי עבודה ומכתבים. אחת מהם, שעבדה על קו ההרכבה, תדריך את הקבוצות הראשונות "
                "בסיורים בימי שישי.",
                "השכנים חוששים מעומס של מכוניות ברחובות הצרים. במועצה מבטיחים חניון גדול בכניסה ליישוב והסעה קטנה שתצא משם כל "
                "רבע שעה.",
            ),
        ),
        (
            Article(
                "אלקושי",
                "גן הירק הקהילתי מחלק שתילים לשכונה",
                (
                    "הגן הקהילתי בשכונת התאנה יחלק ביום ראשון שתילי עגבניות ובזיליקום, סיפרה הרכזת דליה אלקושי.",
                    "כל משפחה תקבל שישה שתילים ושקית קומפוסט. ילדים יכולים להביא עציצים מצוירים.",
                ),
            ),
            Article(
                "ורשבסקי",
                "תזמורת הרחוב חוזרת אל הטיילת בקיץ",
                (
                    "אחרי שנתיים של שקט תשוב תזמורת הרחוב אל הטיילת, אמר המנצח יואב ורשבסקי בתום החזרה הראשונה.",
                    "ההופעות יתחילו עם השקיעה. הקהל מוזמן להביא כיסאות מן הבית.",
                ),
            ),
        ),
        "בערב מסר משרד התרבות כי אישר מענק נוסף לשימור הכבשנים, בתנאי שהמועצה תפתח את האתר לבתי ספר ללא תשלום פעמיים בשבוע ותציג "
        "בו גם את סיפורן של השביתות הגדולות שפרצו במקום בשנות החמישים.",
        "הערת המערכת: הכתבה עודכנה בתגובת משרד התרבות.",
        "תיקון: בגרסה קודמת של הכתבה צוין מספר שגוי של אולמות.",
        "שריפה כילתה את מפעל המתכת בנחל ארזים לפני הפיכתו למוזיאון",
        "הכתבה הוסרה מפני שהפרטים שבה לא אומתו.",
        "עודכן: 11 באפריל, {t}",
        "קראו גם:",
        "להמשך קריאה הצטרפו כמנויים",
    ),
    "th": Texts(
        Article(
            "พิชญาภรณ์",
            "ตลาดน้ำบางระมาดปิดปรับปรุงหลังท่าเรือไม้ทรุด",
            (
                "ตลาดน้ำบางระมาดปิดปรับปรุงชั่วคราวหลังท่าเรือไม้ทรุดตัวเมื่อเช้าวันอังคาร นางพิชญาภรณ์ผู้อำนวยการเขตกล่าวว่ามีเรือเสียหาย {n} ลำแต่ไม่มีผู้บาดเจ็บ",
                "เจ้าหน้าที่สันนิษฐานว่าเสาเข็มเก่าถูกน้ำเซาะจนกร่อน ก่อนหน้านี้ชาวบ้านเคยแจ้งว่าพื้นทางเดินเอียงลงทุกปีแต่งบซ่อมแซมถูกเลื่อนออกไป",
                "แม่ค้าขนมและก๋วยเตี๋ยวเรือย้ายไปขายที่ลานวัดใกล้เคียง ทางวัดจัดร่มและโต๊ะให้โดยไม่คิดค่าเช่าจนกว่าท่าเรือใหม่จะสร้างเสร็จ",
                "นักท่องเที่ยวที่จองเรือไว้สามารถเลื่อนวันเดินทางได้ ผู้ประกอบการบางรายเปลี่ยนเส้นทางไปล่องคลองอีกสายซึ่งมีสวนกล้วยไม้อยู่ริมน้ำ",
            ),
        ),
        (
            Article(
                "กฤตเมธี",
                "ห้องสมุดรถเมล์คันเก่าออกวิ่งไปตามหมู่บ้าน",
                (
                    "รถเมล์ปลดระวางถูกดัดแปลงเป็นห้องสมุดเคลื่อนที่ ครูกฤตเมธีขับรถไปจอดตามหมู่บ้านทุกวันเสาร์",
                    "เด็กยืมหนังสือได้คนละสองเล่มและคืนเมื่อรถกลับมาอีกครั้ง",
                ),
            ),
            Article(
                "ศุภางค์",
                "ช่างทอผ้าฟื้นลายโบราณจากภาพถ่ายเก่า",
                (
                    "คุณยายศุภางค์ใช้ภาพถ่ายเก่าใบเดียวแกะลายผ้าที่หายไปหลายสิบปีจนทอได้สำเร็จ",
                    "ผ้าผืนแรกจะมอบให้พิพิธภัณฑ์ประจำจังหวัด",
                ),
            ),
        ),
        "ช่วงบ่ายกรมเจ้าท่าแจ้งผลตรวจเพิ่มเติมว่าเสาเข็มที่เหลือทั้งแถวต้องเปลี่ยนใหม่ทั้งหมด งานจะใช้เวลาประมาณสามเดือนและจะวางทุ่นลอยให้เรือโดยสารจอดชั่วคราวตั้งแต่วันศุกร์เป็นต้นไป",
        "หมายเหตุบรรณาธิการ: เพิ่มเติมผลตรวจของกรมเจ้าท่า",
        "แก้ไข: ข่าวฉบับก่อนหน้าระบุจำนวนเรือผิด",
        "กรมเจ้าท่าสั่งรื้อท่าเรือตลาดน้ำบางระมาดทั้งหมด",
        "ข่าวนี้ถูกถอนออกเพราะข้อมูลไม่ได้รับการยืนยัน",
        "อัปเดต: 11 เมษายน {t}",
        "อ่านเพิ่มเติม:",
        "สมัครสมาชิกเพื่ออ่านต่อ",
    ),
}
