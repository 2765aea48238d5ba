namespace OrleansOps.HostAgent.Installing;

/// <summary>The agent as a service of systemd.</summary>
internal static class UnitFile
{
    /// <param name="user">The user that it runs as; null: root.</param>
    public static string Text(string? user) => $"""
        [Unit]
        Description=OrleansOps host agent
        After=network-online.target
        Wants=network-online.target
        # A gateway may be away for days: it is never given up.
        StartLimitIntervalSec=0

        [Service]
        ExecStart={InstallPlan.Program} run --config {InstallPlan.Settings}
        # Reads its settings again.
        ExecReload=/bin/sh -c 'kill -HUP $$MAINPID'
        # Variables for it, such as HTTPS_PROXY, one NAME="VALUE" a line.
        EnvironmentFile=-{InstallPlan.Environment}
        {(user is null ? "" : $"User={user}\n")}Restart=always
        RestartSec=2
        # Its settings are wrong: starting it again does not help.
        RestartPreventExitStatus=2
        # Tasks outlive their agent: stopping or upgrading it must not end them.
        KillMode=process
        # Tasks with limits get control groups beside the agent's own. Before systemd 254 there is none of its own: limits are watched then.
        Delegate=cpu memory pids
        DelegateSubgroup=agent
        # A host that is short of memory should lose a task before it loses its agent.
        OOMScoreAdjust=-500
        # Each task takes files and processes of its own.
        LimitNOFILE=65536
        TasksMax=infinity
        StateDirectory=ops-agent
        StateDirectoryMode=0700
        UMask=0077
        {(user is null ? OfRoot : OfUser)}

        [Install]
        WantedBy=multi-user.target

        """;

    private const string OfRoot =
        "# What is forbidden here is forbidden to every task, and a task of root may have any part of the host to work on. With a user of its own (ops-agent install --user) much is.";

    private const string OfUser = """
        # All of this holds for its tasks too.
        NoNewPrivileges=yes
        CapabilityBoundingSet=
        AmbientCapabilities=
        ProtectSystem=full
        ProtectKernelTunables=yes
        ProtectKernelModules=yes
        ProtectKernelLogs=yes
        ProtectClock=yes
        ProtectHostname=yes
        LockPersonality=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        RestrictNamespaces=yes
        RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
        SystemCallArchitectures=native
        """;
}
