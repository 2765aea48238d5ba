using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>Something that a task has left.</summary>
/// <param name="Path">Where.</param>
/// <param name="Inside">What it must not lead out of; null: it was named by its whole path.</param>
internal sealed record LeftPath(string Path, TaskPlace? Inside)
{
    public bool IsDirectory { get; } = FileStatus.Read(Path) is { IsDirectory: true };

    /// <summary>What it is called in the store. Below the task's directory by the whole way: two files of one name are common there.</summary>
    public string Name
    {
        get
        {
            var way = Inside is { Directory: var above } && Path.StartsWith($"{above.TrimEnd('/')}/", StringComparison.Ordinal) ? Path[above.TrimEnd('/').Length..] : System.IO.Path.GetFileName(Path);
            var name = Collection.Short(way.Trim('/')) is { Length: > 0 } shown and not ("." or "..") ? shown : "files";
            return IsDirectory ? $"{name}.tar.gz" : name;
        }
    }
}
