# Completion of wireroom(1) for fish.

# The names in the first column of what a verb lists; nothing when it cannot.
function __wireroom_names
    set -l global
    set -l option
    for word in (commandline -opc)[2..-1]
        set -l value
        if test -n "$option"
            set value $word
        else if contains -- $word --config --socket
            set option $word
        else if string match -qr -- '^--(config|socket)=' $word
            set option (string split -f1 -m1 = -- $word)
            set value (string split -f2 -m1 = -- $word)
        end
        if test -n "$value"
            # The quotes are gone already.
            if string match -q -- '~/*' $value
                set value $HOME/(string sub -s 3 -- $value)
            end
            set -a global $option $value
            set option
        end
    end
    command wireroom $global $argv 2>/dev/null </dev/null | string split -f1 \t | LC_ALL=C grep -xE '[a-z0-9-]+'
end

# Whether the words of the command line begin with these; "" is the end of them.
function __wireroom_at
    set -l words
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
        else if contains -- $word --config --socket
            set skip 1
        else if not string match -q -- '-*' $word
            set -a words $word
        end
    end
    for at in (seq (count $argv))
        test "$words[$at]" = "$argv[$at]"; or return 1
    end
end

complete -c wireroom -f
complete -c wireroom -l config -r -F -d 'configuration file'
complete -c wireroom -l socket -r -F -d "the daemon's socket"
complete -c wireroom -l json -d 'print JSON'
complete -c wireroom -l help -d 'say what there is'
complete -c wireroom -n '__wireroom_at ""' -l version -d 'print the version'

complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a status -d 'say how the daemon and the store are'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a feeds -d 'list the feeds and their health'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a why -d 'say when a feed is polled next, and why then'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a refresh -d 'poll feeds now, as far as polite'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a reload -d 'take up the edited configuration'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a check -d 'read a configuration, tell every fault'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a export -d 'print the feeds as OPML'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a stories -d 'list stories, newest first'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a show -d 'show one story'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a diff -d 'show what changed between two revisions'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a explain -d 'say why all this is one story'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a merge -d 'make one story a part of another'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a split -d 'undo a merge, or part a sighting from its story'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a forget -d 'delete a story for good'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a monitor -d 'list the topic monitors, or try a query'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a events -d 'print the event log'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a follow -d 'print what happens, as it happens'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a parse -d 'read any feed document, print JSON Feed 1.1'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a canon -d 'reduce URLs to what they are compared by'
complete -c wireroom -n '__wireroom_at ""; or __wireroom_at help ""' -a completion -d "print the shell's completion script"
complete -c wireroom -n '__wireroom_at ""' -a help -d 'say what a verb takes'

complete -c wireroom -n '__wireroom_at feeds' -l failing -d 'only those that fail'
complete -c wireroom -n '__wireroom_at why' -a '(__wireroom_names feeds)' -d feed
complete -c wireroom -n '__wireroom_at refresh' -a '(__wireroom_names feeds)' -d feed
complete -c wireroom -n '__wireroom_at refresh' -l no-wait -d 'do not wait for the polls'
complete -c wireroom -n '__wireroom_at reload' -l force -d 'also when it drops more than half of the feeds'
complete -c wireroom -n '__wireroom_at check' -F

complete -c wireroom -n '__wireroom_at stories' -l feed -x -a '(__wireroom_names feeds)' -d 'of this feed'
complete -c wireroom -n '__wireroom_at stories' -l group -x -d 'of the feeds of this group'
complete -c wireroom -n '__wireroom_at stories' -l tag -x -d 'with this tag'
complete -c wireroom -n '__wireroom_at stories' -l monitor -x -a '(__wireroom_names monitor list)' -d 'that match this monitor now'
complete -c wireroom -n '__wireroom_at stories' -l since -x -a '1h 12h 1d 7d 30d' -d 'not older'
complete -c wireroom -n '__wireroom_at stories' -l limit -x -d 'at most so many, 0 = all'
complete -c wireroom -n '__wireroom_at stories' -l order -x -a 'seen published revised' -d 'by which time'

complete -c wireroom -n '__wireroom_at show' -l revisions -d 'with every revision of its text'

complete -c wireroom -n '__wireroom_at split' -l feed -x -a '(__wireroom_names feeds)' -d 'the sighting in this feed'
complete -c wireroom -n '__wireroom_at split' -l guid -x -d 'the sighting with this guid'
complete -c wireroom -n '__wireroom_at split' -l url -x -d 'the sighting with this address'
complete -c wireroom -n '__wireroom_at forget' -l yes -d 'do not ask'

complete -c wireroom -n '__wireroom_at monitor ""; or __wireroom_at help monitor ""' -a list -d 'list the monitors and what they found'
complete -c wireroom -n '__wireroom_at monitor ""; or __wireroom_at help monitor ""' -a test -d 'say when a query would have matched'
complete -c wireroom -n '__wireroom_at monitor test' -l last -x -a '1d 7d 30d 12w' -d 'so far back'
complete -c wireroom -n '__wireroom_at monitor test' -l limit -x -d 'at most so many'

complete -c wireroom -n '__wireroom_at events' -l since -x -a 'begin now' -d 'what follows this'
complete -c wireroom -n '__wireroom_at events' -l follow -d 'go on with what happens from now on'

complete -c wireroom -n '__wireroom_at follow' -l after -x -a 'now begin' -d 'what follows this cursor'
complete -c wireroom -n '__wireroom_at follow' -l feed -x -a '(__wireroom_names feeds)' -d 'only of this feed'
complete -c wireroom -n '__wireroom_at follow' -l type -x -a 'story.new story.revised story.sighted story.withdrawn story.reverted story.merged story.split story.removed monitor.matched monitor.unmatched feed.added feed.removed feed.moved feed.failing feed.gone feed.recovered' -d 'only of these types'
complete -c wireroom -n '__wireroom_at follow' -l monitor -x -a '(__wireroom_names monitor list)' -d 'only what this monitor finds'

complete -c wireroom -n '__wireroom_at parse' -F
complete -c wireroom -n '__wireroom_at parse' -l url -x -d 'where it came from'
complete -c wireroom -n '__wireroom_at parse' -l content-type -x -a 'application/rss+xml application/atom+xml application/feed+json' -d 'the header it came with'
complete -c wireroom -n '__wireroom_at parse' -l raw-html -d 'leave its HTML as it is'

complete -c wireroom -n '__wireroom_at completion' -a 'bash zsh fish' -d shell
