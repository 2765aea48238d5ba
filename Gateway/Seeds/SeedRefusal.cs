namespace OrleansOps.Seeds;

/// <summary>Why a token opens no door for an older agent.</summary>
internal enum SeedRefusal
{
    /// <summary>No enrolment gave it, or it is over.</summary>
    Invalid,

    /// <summary>It is one of ours, and not a host's.</summary>
    WrongKind,

    /// <summary>Too many wrong ones came from this address.</summary>
    TooManyWrong,
}
