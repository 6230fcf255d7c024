/** Folder of installed code sets, in the folder where a command is given, when none is named. */
export const DEFAULT_STORE = '.chartwright/codes'
