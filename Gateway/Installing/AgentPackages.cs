using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OrleansOps.Hosting;

namespace OrleansOps.Installing;

/// <summary>
/// The agent's program for each kind of machine, as it lies in the folder that the settings name: what a host that joins is given. Looked at anew each
/// time, so a program that is replaced there is served from then on.
/// </summary>
internal sealed class AgentPackages(IOptions<GatewayOptions> options) : IDisposable
{
    /// <summary>Kinds of machines that an agent is built for. No other name ever becomes a path.</summary>
    public static readonly IReadOnlyList<string> Platforms = ["linux-x64", "linux-arm64"];

    /// <summary>Name of the program in its folder.</summary>
    public const string Program = "ops-agent";

    /// <summary>Several times what an agent has: whatever else may lie there is not read through.</summary>
    private const long LargestBytes = 256L << 20;

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>However many ask for a new program at once, it is read through once.</summary>
    private readonly SemaphoreSlim _reading = new(1);

    /// <summary>All that are there.</summary>
    public async Task<IReadOnlyList<AgentPackage>> List(CancellationToken cancel)
    {
        var found = new List<AgentPackage>();
        foreach (var platform in Platforms)
        {
            if (await Open(platform, cancel) is var (package, content))
            {
                await content.DisposeAsync();
                found.Add(package);
            }
        }

        return found;
    }

    /// <summary>The program for one kind of machine, to be read; null: there is none.</summary>
    public async Task<(AgentPackage Package, FileStream Content)?> Open(string platform, CancellationToken cancel)
    {
        if (options.Value.AgentPackages is not { Length: > 0 } folder || !Platforms.Contains(platform, StringComparer.Ordinal) || OpenFile(Path.Join(folder, platform, Program)) is not { } content)
        {
            return null;
        }

        try
        {
            if (content.Length <= LargestBytes)
            {
                return (new AgentPackage(platform, await Hash(platform, content, cancel)), content);
            }
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }

        await content.DisposeAsync();
        return null;
    }

    public void Dispose() => _reading.Dispose();

    private static FileStream? OpenFile(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.Asynchronous });
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Of the file that is open, whatever stands at its path by now.</summary>
    private async Task<string> Hash(string platform, FileStream content, CancellationToken cancel)
    {
        var seen = (content.Length, File.GetLastWriteTimeUtc(content.SafeFileHandle));
        await _reading.WaitAsync(cancel);
        try
        {
            if (_known.TryGetValue(platform, out var known) && known.Seen == seen)
            {
                return known.Sha256;
            }

            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
            content.Position = 0;
            _known[platform] = new Known(seen, hash);
            return hash;
        }
        finally
        {
            _reading.Release();
        }
    }

    private sealed record Known((long Length, DateTime ChangedAt) Seen, string Sha256);
}
