# bash completion for newsterm. All it knows it asks newsterm itself; nothing that comes back is evaluated.
_newsterm() {
  local program=$1 kind line
  [[ $program == '~/'* ]] && program=$HOME/${program:2}
  COMPREPLY=()
  {
    IFS= read -r kind
    while IFS= read -r line; do COMPREPLY+=("$line"); done
  } < <("$program" _complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" "$COMP_TYPE" 2>/dev/null)
  case $kind in
    files) compopt -o default ;;
    dirs) compopt -o dirnames ;;
    unfinished) compopt -o nospace ;;
  esac 2>/dev/null
}
complete -o nosort -F _newsterm newsterm 2>/dev/null || complete -F _newsterm newsterm
