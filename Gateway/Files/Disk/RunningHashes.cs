using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace OrleansOps.Files.Disk;

/// <summary>
/// The hash of what has come of each upload, so that the end of a large one need not read it all again. Only a saving: an upload that came in part while
/// another process had it is read again.
/// </summary>
internal sealed class RunningHashes : IDisposable
{
    private readonly ConcurrentDictionary<string, (IncrementalHash Hash, long Offset)> _hashes = new(StringComparer.Ordinal);

    /// <summary>The hash of the first <paramref name="offset"/> bytes; null if it is not known. The caller has it for himself.</summary>
    public IncrementalHash? Take(string upload, long offset)
    {
        if (_hashes.TryRemove(upload, out var known) && known.Offset == offset)
        {
            return known.Hash;
        }

        known.Hash?.Dispose();
        return offset == 0 ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    }

    public void Keep(string upload, IncrementalHash hash, long offset)
    {
        if (_hashes.Count >= FileLimits.MostUploads || !_hashes.TryAdd(upload, (hash, offset)))
        {
            hash.Dispose();
        }
    }

    public void Forget(string upload)
    {
        if (_hashes.TryRemove(upload, out var known))
        {
            known.Hash.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var upload in _hashes.Keys)
        {
            Forget(upload);
        }
    }
}
