# fish completion for newsterm. All it knows it asks newsterm itself; nothing that comes back is evaluated.
function __newsterm_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
    set -l answer ($program _complete fish $words[2..-1] "$typed" 2>/dev/null)
    switch "$answer[1]"
        case files
            __fish_complete_path "$typed"
        case dirs
            __fish_complete_directories "$typed" ''
        case '*'
            string join -- \n $answer[2..-1]
    end
end
complete -c newsterm -f -k -a '(__newsterm_complete)'
