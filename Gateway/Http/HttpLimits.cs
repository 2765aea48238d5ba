namespace OrleansOps.Http;

/// <summary>Bounds of every HTTP request.</summary>
internal static class HttpLimits
{
    public const int BodyBytes = 1024 * 1024;

    public const int HeaderBytes = 32 * 1024;

    /// <summary>Longest wait that a request may ask for.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Time for a request that is no stream.</summary>
    public static readonly TimeSpan RequestTime = LongestWait + TimeSpan.FromSeconds(30);
}
