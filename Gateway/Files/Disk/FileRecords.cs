namespace OrleansOps.Files.Disk;

/// <summary>What the store knows of its files: a small record for each. A file without one is not there.</summary>
internal sealed class FileRecords(FilePaths paths)
{
    private readonly Lock _lock = new();

    /// <summary>As they were read last, with the time of the file that they were read from: a list need not read all of them again.</summary>
    private Dictionary<string, (DateTime WrittenAt, StoredFile File)> _known = new(StringComparer.Ordinal);

    public StoredFile? Read(string sha256) => DurableFiles.Read(paths.Record(sha256), FileStoreJson.Default.StoredFile);

    public void Write(StoredFile file)
    {
        _ = paths.Records;
        DurableFiles.Write(paths.Record(file.Sha256), file, FileStoreJson.Default.StoredFile);
        Forget(file.Sha256);
    }

    public void Remove(string sha256)
    {
        File.Delete(paths.Record(sha256));
        Forget(sha256);
    }

    public IReadOnlyList<StoredFile> All()
    {
        lock (_lock)
        {
            var all = new Dictionary<string, (DateTime WrittenAt, StoredFile File)>(StringComparer.Ordinal);
            foreach (var record in new DirectoryInfo(paths.Records).EnumerateFiles("*.json"))
            {
                var id = Path.GetFileNameWithoutExtension(record.Name);
                if (_known.TryGetValue(id, out var known) && known.WrittenAt == record.LastWriteTimeUtc)
                {
                    all[id] = known;
                }
                else if (FileLimits.IsSha256(id) && Read(id) is { } file)
                {
                    all[id] = (record.LastWriteTimeUtc, file);
                }
            }

            _known = all;
            return [.. all.Values.Select(known => known.File)];
        }
    }

    private void Forget(string sha256)
    {
        lock (_lock)
        {
            _known.Remove(sha256);
        }
    }
}
