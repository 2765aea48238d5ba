using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>A place on a host, as HOST:PATH.</summary>
internal sealed record RemotePath(string Host, string Path)
{
    /// <summary>Null: it is a path of this machine. One with a colon is said as ./NAME.</summary>
    public static RemotePath? Read(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || text.AsSpan(0, colon).Contains('/'))
        {
            return null;
        }

        var (host, path) = (text[..colon], text[(colon + 1)..]);
        return path.StartsWith('/')
            ? new RemotePath(host, path)
            : throw CliException.Usage($"\"{Printable.Of(text)}\" has no whole path behind the colon.", $"Begin it with /, such as {Printable.Of(host)}:/tmp/{Printable.Of(path)}");
    }
}
