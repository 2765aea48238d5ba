using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;

namespace OrleansOps.Pages;

/// <summary>The files of the console, as they were embedded by the build. None where the gateway was built without them.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "pages/";
    private const string Start = "/index.html";

    private readonly FrozenDictionary<string, PageFile> _files;

    public PageFiles()
        : this(Embedded())
    {
    }

    public PageFiles(IReadOnlyDictionary<string, byte[]> embedded)
    {
        _files = embedded
            .Where(file => !file.Key.EndsWith(".br", StringComparison.Ordinal) && !file.Key.EndsWith(".gz", StringComparison.Ordinal))
            .ToFrozenDictionary(
                file => $"/{file.Key}",
                file => new PageFile(
                    MediaTypes.Of(file.Key), $"W/\"{Convert.ToHexStringLower(SHA256.HashData(file.Value).AsSpan(0, 12))}\"", file.Value,
                    embedded.GetValueOrDefault(file.Key + ".br"), embedded.GetValueOrDefault(file.Key + ".gz")),
                StringComparer.Ordinal);
    }

    /// <summary>What opens the console, at whatever of its addresses; null where there is none.</summary>
    public PageFile? Index => Find(Start);

    public PageFile? Find(string path) => _files.GetValueOrDefault(path);

    private static Dictionary<string, byte[]> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => name[Prefix.Length..], name => Read(assembly, name), StringComparer.Ordinal);
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var resource = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
