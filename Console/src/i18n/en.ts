export const en = {
  // everywhere
  loading: "Loading", tryAgain: "Try again", copy: "Copy", copied: "Copied", close: "Close", clear: "Clear", all: "All", remove: "Remove", skip: "Skip to content",
  couldNotLoad: "This could not be loaded", justNow: "just now", ago: "{time} ago", reconnecting: "Reconnecting", screens: "Screens",
  offline: "The gateway does not answer. What you see is what was last known; it goes on by itself when the gateway is back.",
  unreachable: "The gateway does not answer", unreachableText: "This page keeps trying, and goes on by itself.",
  notFound: "Nothing here", notFoundText: "There is no such page", nothingFound: "Nothing found",
  fleet: "Fleet", run: "Run", tasks: "Tasks", system: "System", access: "Access", host: "Host", task: "Task", state: "State", labels: "Labels", label: "Label", version: "Version", protocol: "protocol",
  memory: "Memory", disk: "Disk", load: "Load", lastSeen: "Last seen", phase: "Phase", exit: "Exit", took: "Took", submitted: "Submitted",
  theme: "Theme", theme_system: "as the system", theme_light: "light", theme_dark: "dark", themeIs: "Theme: {theme}", switchLanguage: "中文", logOut: "Log out",
  // log in
  logIn: "Log in", token: "Token", wrongToken: "This token is not known. Was it copied whole?", sessionOver: "Your session is over. Log in again to go on where you were.",
  whereToken: "Where is my token?", tokenUp: "After ./ops up, the first admin token is in this file:",
  tokenElsewhere: "A gateway started otherwise writes it to admin-token in its data directory (Gateway:DataDir).",
  tokenLost: "Lost? Start the gateway once with Gateway:Access:IssueAdminToken=true.",
  // first steps
  welcome: "Welcome", firstLead: "Two steps to your first result.", stepLogIn: "Logged in", stepFirstHost: "Add your first host", stepFirstTask: "Run your first task",
  enrolOnHost: "On the host, as the user that tasks shall run as:", enrolHint: "The token works once, within an hour. The host dials out; no port has to be open on it.",
  waitingForHost: "Waiting for the host", hostIsHere: "{name} is here", hostEnrolled: "{name} is enrolled and connects…", firstTaskText: "A first script is ready for {name}. Look at it, change it, run it.",
  writeFirstTask: "To the script", showFleet: "Show the fleet",
  // fleet
  addHost: "Add host", filterHosts: "Filter by name, label=value, address", ofHosts: "{n} of {all}", noHostMatches: "No host matches", noHostYet: "No host yet", clearFilter: "Clear filter",
  host_online: "Online", host_offline: "Offline", host_draining: "Draining", host_never: "Never seen", choose: "Choose {name}", chooseAll: "Choose all shown", selection: "Selection",
  hostsChosen: "{n} host chosen|{n} hosts chosen", runOnThese: "Run on these", clearSelection: "Clear selection", loadOf: "Load {value}", runningTasks: "Running tasks", queuedTasks: "Waiting tasks",
  // host
  noSuchHost: "There is no such host", drain: "Drain", resume: "Resume", removeHost: "Remove host", drainTitle: "Drain {name}?", drainText: "It gets no new task. What runs goes on; what waits stays in the queue until you resume it.",
  drainingText: "This host is draining: what runs goes on, nothing new is sent.", removeTitle: "Remove {name}?", removeText: "Its identity is revoked and its connection closed at once. It can come back only with a new join token.",
  facts: "Facts", connectedSince: "Connected since", enrolled: "Enrolled", os: "System", processors: "Processors", uptime: "Up for", addresses: "Addresses", hostId: "Id",
  charts: "Last hours", span: "Span", network: "Network", received: "↓", sentBytes: "↑", noHistoryYet: "Nothing measured in this time",
  events: "Events", noEvents: "Nothing has happened yet", event_connected: "Connected", event_disconnected: "Disconnected", event_lost: "Lost", event_upgraded: "Upgraded", event_enrolled: "Enrolled", event_drained: "Drained", event_resumed: "Resumed", event_replaced: "Session replaced", event_refused: "Copy refused", event_recovered: "Session recovered",
  queue: "Running and waiting", queueEmpty: "Nothing runs or waits here", pastTasks: "Past tasks", noPastTask: "Nothing has run here yet",
  // run
  targets: "Targets", chooseFound: "Choose {n} found|Choose {n} found", andMore: "and {n} more", awayTargets: "{n} is not online: its task waits for it|{n} are not online: their tasks wait for them",
  script: "Script", options: "Options", language: "Language", kind_shell: "sh", kind_bash: "bash", kind_python: "Python", kind_argv: "argv",
  kindHint_shell: "/bin/sh", kindHint_bash: "bash", kindHint_python: "python3", kindHint_argv: "one argument per line, without a shell",
  scriptPlaceholder: "uptime", argvPlaceholder: "/usr/bin/uname\n-a", editorHelp: "Tab indents. Escape, then Tab leaves the editor. Ctrl+Enter runs.",
  timeout: "Timeout", timeoutHelp: "90s, 15m, 2h; up to 7 days", workingDirectory: "Working directory", ownDirectory: "a directory of the task's own", workingDirectoryHelp: "Absolute path of a directory that is there",
  environment: "Environment", variableName: "Name of the variable", variableValue: "Value of the variable", addVariable: "Add variable",
  history: "What I ran", noHistory: "Nothing yet. What you run from this browser is kept here, to run again with changes.", useAgain: "Use again", results: "Results", nHosts: "{n} host|{n} hosts",
  submitting: "Submitting {n} of {all}", runOn: "Run on {n} hosts", someNotSubmitted: "{n} was not submitted|{n} were not submitted",
  // tasks
  filterTasks: "Filter by name or command", moreFilters: "More filters", nameOrId: "name or id", from: "From", until: "Until", noTaskYet: "No task yet", noTaskMatches: "No task matches", runFirst: "Run the first", loadingMore: "Loading more", notStarted: "Not started",
  countedNewest: "Counted among the newest 10,000 tasks; there may be more",
  failedTasks: "Failed tasks", openTasks: "Tasks that are not over", allTasks: "All tasks",
  phase_queued: "Queued", phase_sent: "Sent", phase_running: "Running", phase_cancelling: "Cancelling", phase_cancelUnconfirmed: "Cancel unconfirmed", phase_succeeded: "Succeeded", phase_failed: "Failed", phase_timedOut: "Timed out", phase_cancelled: "Cancelled", phase_lost: "Lost", phase_rejected: "Rejected",
  // task
  noSuchTask: "There is no such task", copyId: "Copy id", runAgain: "Run again", cancel: "Cancel", cancelling: "Cancelling", output: "Output",
  words_queued: "Waits for its host or for a free slot.", words_sent: "Was sent; the host has not answered yet.", words_running: "Runs on its host.", words_cancelling: "Is being ended; the host has not confirmed it yet.",
  words_cancelUnconfirmed: "The host was asked to end it and has not confirmed it. It is asked again until it answers.", words_succeeded: "Ended with exit code 0.", words_failed: "Ended with exit code {code}.", words_signal: "Was ended by {signal}.",
  words_couldNotStart: "Could not be started.", words_timedOut: "Ran longer than its {n} s and was ended, with all of its processes.", words_cancelled: "Was cancelled; the host confirmed that none of its processes lives.", words_lost: "How it ended is not known.", words_rejected: "Never ran.",
  todo_cancelUnconfirmed: "The processes may still live. Look at {host}: when it is back, the cancel is carried out and confirmed here. Do not start a second run that must not overlap before that.",
  todo_lost: "The host went away while this ran, or lost sight of it. It may have done all, some or nothing. Look at {host} before you run it again; a late result would be shown here.",
  todo_rejected: "Nothing was run, so it is safe to run it again once the reason is mended.",
  odd_late: "A result came after this task had been given up: {outcome}, exit code {code}.", odd_left: "{n} process lived on after the task's first process ended.|{n} processes lived on after the task's first process ended.",
  odd_truncated: "Output is missing: {size}. The log says where and why.", odd_incomplete: "The task is over, but its last output has not arrived yet.",
  stop_queued: "Queued", stop_sent: "Sent", stop_accepted: "Accepted", stop_running: "Running", stop_cancel: "Cancel asked", stop_ended: "Ended",
  submittedBy: "By", kind: "Kind", exitCode: "Exit code", signal: "Signal", cancelledBy: "Cancelled by", attempt: "Attempt", attempts: "{n} attempts|{n} attempts", arguments: "Arguments",
  cancelTitle: "Cancel this task?", cancelQueued: "It has not started. It is taken out of the queue and never runs.", cancelInterrupt: "to all of its processes, then a wait of up to {seconds} s",
  cancelTerminate: "to those that are left, then a wait of up to {seconds} s", cancelKill: "to those that are left", cancelConfirm: "{host} confirms that none of them lives: only then is it cancelled.", cancelOver: "Over: {phase}.", cancelWaiting: "Waiting for the host's confirmation", keepRunning: "Keep it running", cancelTask: "Cancel task",
  // log
  searchLog: "Search output", noMatch: "none", searching: "searching…", searchFailed: "failed", matchCase: "Match case", previousMatch: "Previous match", nextMatch: "Next match", streams: "Streams",
  times_off: "Timestamps: off", times_relative: "Timestamps: since the start", times_absolute: "Timestamps: time of day", timesShort_relative: "+0:00", timesShort_absolute: "12:00", wrapLines: "Wrap lines", foldAll: "Fold all groups", unfoldAll: "Unfold all groups",
  copyLog: "Copy the output", copyLines: "Copy the chosen lines", download: "Download", downloadText: "Text without colours", downloadRaw: "Exact bytes", downloadStdout: "Exact bytes of stdout", downloadStderr: "Exact bytes of stderr",
  logLost: "The connection is lost. Reconnecting; no line will be missing.", follow: "Follow", newLines: "{n} new line|{n} new lines", lines: "{n} line|{n} lines", linesOf: "{n} of {all} lines", line: "Line {n}", linesChosen: "Lines {from}–{to}",
  live: "Live", liveFollowing: "Live, following", complete: "Complete", group: "Group", gap: "{size} of {stream} is missing here.", gap_capReached: "The task printed more than is kept for it.", gap_diskFull: "The host's disk was full.", gap_lost: "The host has it no more.",
  noOutput: "No output.", noOutputYet: "No output yet.", noOutputHere: "Nothing on this stream.", notStartedYet: "Waits for {host}. Output appears here as it is written.",
  // system
  orleansDashboard: "Orleans Dashboard", overview: "Overview", durability: "Durability", durability_always: "every acknowledged write is on disk", durability_everysec: "a power failure may take the last second or two", durability_no: "the operating system decides when writes reach the disk", durability_off: "nothing is kept over a restart of Redis", durability_memory: "nothing is kept",
  store: "Redis", address: "Address", latency: "Latency", gateways: "Gateways", connections: "{n} connection|{n} connections", silos: "Silos", activations: "{n} activation|{n} activations", grains: "Grains",
  callsPerSecond: "{n} calls/s", messagesPerSecond: "{n} messages/s", noneKnown: "None is known.",
  process_joining: "joining", process_active: "active", process_stopping: "stopping", process_silent: "silent", process_gone: "gone", process_unknown: "unknown",
  // access
  sessions: "Sessions", thisSession: "this one", expires: "until", neverExpires: "does not expire", revoke: "Revoke", revokeSessionTitle: "End this session?", revokeSessionText: "The browser that {name} is logged in with is logged out at once.", revokeOwnText: "That is this browser: you will be logged out.",
  tokens: "Tokens", tokensHint: "Make one for each person or program:", token_admin: "operator", token_join: "join", token_agent: "agent", usesLeft: "{n} use left|{n} uses left", revokeTokenTitle: "Revoke {name}?", revokeTokenText: "It opens nothing any more after 5 seconds at the latest; its sessions end with it.",
  // palette, keys
  palette: "Jump to…", paletteHint: "A screen, a host, a task…", shortcuts: "Keyboard shortcuts", keysEverywhere: "Everywhere", keysLists: "Lists", keysTask: "Task", keysEditor: "Editor", keySearch: "Search or filter",
  keyMove: "Move", keyOpen: "Open", keyChoose: "Choose", keyChooseAll: "Choose all shown", keyRunOn: "Run on the chosen", keyClear: "Clear selection", keyFollow: "Follow the end", keyMatches: "Next, previous match", keyTimes: "Timestamps", keyStderr: "Only stderr", keyFold: "Fold, unfold all groups", keyIndent: "Indent", keyLeave: "Leave the editor",
};

export type Words = typeof en;
