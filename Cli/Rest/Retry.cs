namespace OrleansOps.Cli;

/// <summary>When the same request is worth sending again.</summary>
internal enum Retry
{
    Never = 0,

    /// <summary>Only by someone who has reached this server before: at first contact it rather means a wrong address.</summary>
    AfterContact = 1,

    Always = 2,
}
