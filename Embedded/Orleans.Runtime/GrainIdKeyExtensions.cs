using System.Globalization;

namespace Orleans.Runtime;

/// <summary>Integers and GUIDs as grain keys.</summary>
public static class GrainIdKeyExtensions
{
    /// <summary>The key that stands for an integer.</summary>
    public static IdSpan CreateIntegerKey(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    /// <summary>The key that stands for a GUID.</summary>
    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    /// <summary>The integer that a key stands for.</summary>
    public static long GetIntegerKey(this GrainId grainId) =>
        long.TryParse(grainId.Key.ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key)
            ? key
            : throw new ArgumentException($"The key of {grainId} is not an integer.", nameof(grainId));

    /// <summary>The GUID that a key stands for.</summary>
    public static Guid GetGuidKey(this GrainId grainId) =>
        Guid.TryParseExact(grainId.Key.ToString(), "N", out var key)
            ? key
            : throw new ArgumentException($"The key of {grainId} is not a GUID.", nameof(grainId));
}
