namespace OrleansOps.EndToEnd;

/// <summary>What becomes of a message at the proxy.</summary>
public enum Passage
{
    Forward,

    /// <summary>The connection is reset instead of carrying it.</summary>
    CutBefore,

    /// <summary>Half of its frame is carried, then the connection ends.</summary>
    CutInside,

    /// <summary>It is carried whole, then the connection ends.</summary>
    CutAfter,

    /// <summary>It is lost, and the connection goes on.</summary>
    Swallow,
}
