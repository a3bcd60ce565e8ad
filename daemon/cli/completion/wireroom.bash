# Completion of wireroom(1) for bash, with or without the package bash-completion.

# The names in the first column of what a verb lists; nothing when it cannot. $1: words of the verb.
# Only what is a name: bash expands words that are offered, so `$(…)` from elsewhere would be run.
_wireroom_names() {
    wireroom "${_wireroom_global[@]}" $1 2>/dev/null </dev/null | cut -f1 | LC_ALL=C grep -xE '[a-z0-9-]+'
}

# The word $1 of the command line as the shell would hand it on: ~/ expanded, without quotes.
_wireroom_plain() {
    local word=$1
    [[ $word == '~/'* ]] && word=$HOME/${word:2}
    printf '%s' "${word//[\"\'\\]/}"
}

# Offers those of the words in $1 that begin with $2. bash expands $1: nothing foreign may be in it.
_wireroom_offer() {
    local IFS=$' \t\n'
    COMPREPLY=($(compgen -W "$1" -- "$2"))
}

# Offers files that begin with $1.
_wireroom_files() {
    local IFS=$'\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -f -- "$1"))
}

# What may stand behind the option $1; false when it takes nothing.
_wireroom_value() {
    case $1 in
        --config | --socket) _wireroom_files "$2" ;;
        --feed) _wireroom_offer "$(_wireroom_names feeds)" "$2" ;;
        --monitor) _wireroom_offer "$(_wireroom_names 'monitor list')" "$2" ;;
        --order) _wireroom_offer "seen published revised" "$2" ;;
        --after) _wireroom_offer "now begin" "$2" ;;
        --type)
            # A list with commas: what is complete stays in front.
            local done=
            [[ $2 == *,* ]] && done=${2%,*},
            _wireroom_offer "story.new story.revised story.sighted story.withdrawn story.reverted
                story.merged story.split story.removed monitor.matched monitor.unmatched
                feed.added feed.removed feed.moved feed.failing feed.gone feed.recovered" "${2##*,}"
            COMPREPLY=("${COMPREPLY[@]/#/$done}")
            ;;
        --since)
            if [[ $_wireroom_verb == events ]]; then
                _wireroom_offer "begin now" "$2"
            else
                _wireroom_offer "1h 12h 1d 7d 30d" "$2"
            fi
            ;;
        --last) _wireroom_offer "1d 7d 30d 12w" "$2" ;;
        --content-type)
            _wireroom_offer "application/rss+xml application/atom+xml application/feed+json" "$2"
            ;;
        --group | --tag | --limit | --url | --guid) COMPREPLY=() ;;
        *) return 1 ;;
    esac
    return 0 # also when nothing fits
}

_wireroom() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local verbs="status feeds why refresh reload check export stories show diff explain merge split forget
        monitor events follow parse canon completion help"
    local common="--config --socket --json --help"
    local _wireroom_verb= _wireroom_global=() sub= given=0 at word
    COMPREPLY=()

    # `--feed=na` comes as three words: --feed, = and na.
    if [[ $current == = ]]; then
        current=
    elif [[ $previous == = && $COMP_CWORD -ge 2 ]]; then
        previous=${COMP_WORDS[COMP_CWORD - 2]}
    fi

    for ((at = 1; at < COMP_CWORD; at++)); do
        word=${COMP_WORDS[at]}
        case $word in
            --config | --socket)
                [[ ${COMP_WORDS[at + 1]} == = ]] && ((at++))
                ((at + 1 < COMP_CWORD)) &&
                    _wireroom_global+=("$word" "$(_wireroom_plain "${COMP_WORDS[at + 1]}")")
                ((at++))
                ;;
            --feed | --group | --tag | --monitor | --since | --limit | --order | --after | --type | \
                --last | --url | --guid | --content-type)
                [[ ${COMP_WORDS[at + 1]} == = ]] && ((at++))
                ((at++))
                ;;
            -*) ;;
            *)
                if [[ -z $_wireroom_verb ]]; then
                    _wireroom_verb=$word
                elif [[ ($_wireroom_verb == monitor || $_wireroom_verb == help) && -z $sub ]]; then
                    sub=$word
                else
                    ((given++))
                fi
                ;;
        esac
    done

    if [[ $previous == --* ]] && _wireroom_value "$previous" "$current"; then
        return
    fi
    local options=
    case $_wireroom_verb in
        '')
            [[ $current == -* ]] || { _wireroom_offer "$verbs" "$current"; return; }
            options=--version
            ;;
        feeds) options=--failing ;;
        why)
            [[ $current == -* ]] || {
                ((given)) || _wireroom_offer "$(_wireroom_names feeds)" "$current"
                return
            }
            ;;
        refresh)
            [[ $current == -* ]] || { _wireroom_offer "$(_wireroom_names feeds)" "$current"; return; }
            options=--no-wait
            ;;
        reload) options=--force ;;
        stories) options="--feed --group --tag --monitor --since --limit --order" ;;
        show) options=--revisions ;;
        split) options="--feed --guid --url" ;;
        forget) options=--yes ;;
        events) options="--since --follow" ;;
        follow) options="--after --feed --type --monitor" ;;
        monitor)
            [[ -n $sub || $current == -* ]] || { _wireroom_offer "list test" "$current"; return; }
            [[ $sub == test ]] && options="--last --limit"
            ;;
        help)
            [[ $current == -* ]] || {
                [[ -n $sub ]] || _wireroom_offer "${verbs% help}" "$current"
                [[ $sub == monitor && $given == 0 ]] && _wireroom_offer "list test" "$current"
                return
            }
            ;;
        check | parse)
            [[ $current == -?* ]] || { ((given)) || _wireroom_files "$current"; return; }
            [[ $_wireroom_verb == parse ]] && options="--url --content-type --raw-html"
            ;;
        completion)
            [[ $current == -* ]] || {
                ((given)) || _wireroom_offer "bash zsh fish" "$current"
                return
            }
            ;;
    esac
    if [[ $current == -* || -z $current ]]; then
        _wireroom_offer "$options $common" "$current"
    fi
}

complete -F _wireroom wireroom
