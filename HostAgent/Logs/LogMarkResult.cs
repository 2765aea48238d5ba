namespace OrleansOps.HostAgent.Logs;

/// <summary>What a mark from the gateway meant to a log.</summary>
internal enum LogMarkResult
{
    /// <summary>It said nothing new.</summary>
    Nothing,

    /// <summary>More is stored.</summary>
    Progress,

    /// <summary>The gateway counts differently: sending goes on from its mark.</summary>
    Moved,

    /// <summary>The gateway must be asked again.</summary>
    Doubtful,

    /// <summary>The gateway takes nothing of this log.</summary>
    Closed,

    /// <summary>More is stored than this host has: its disk lost what it had sent.</summary>
    Beyond,
}
