namespace OrleansOps.Files;

/// <summary>What became of a step of an upload.</summary>
internal enum UploadOutcome
{
    /// <summary>There is more to come.</summary>
    Going = 0,

    /// <summary>The file is in the store.</summary>
    Done = 1,

    /// <summary>There is no such upload.</summary>
    Unknown = 2,

    /// <summary>The bytes do not go on where the upload stands.</summary>
    WrongOffset = 3,

    /// <summary>Somebody adds to it just now.</summary>
    Busy = 4,

    /// <summary>More bytes came than were announced.</summary>
    BeyondSize = 5,

    /// <summary>Another content than was announced: what came is thrown away.</summary>
    WrongContent = 6,

    /// <summary>The bytes stopped coming; those that came are kept.</summary>
    Cut = 7,

    /// <summary>The disk did not take them.</summary>
    NotStored = 8,

    /// <summary>All files together would be more than the quota.</summary>
    QuotaReached = 9,

    /// <summary>There are too many files, or uploads.</summary>
    TooMany = 10,

    /// <summary>The disk would have too little left.</summary>
    DiskFull = 11,
}
