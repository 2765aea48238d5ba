using System.Globalization;
using System.Net;

namespace OrleansOps.EndToEnd;

/// <summary>What the kernel says of who listens, without anybody's help.</summary>
internal static class OpenSockets
{
    private const string TcpListens = "0A";
    private const long UnixListens = 0x10000;

    /// <summary>Everything that others could speak to at these processes: <c>tcp 127.0.0.1:80</c>, <c>udp ...</c>, <c>unix /path</c>, with a number in place of a port.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<int> processes)
    {
        var theirs = processes.SelectMany(Inodes).ToHashSet(StringComparer.Ordinal);
        return [.. All().Where(socket => theirs.Contains(socket.Inode)).Select(socket => socket.Name).Order(StringComparer.Ordinal)];
    }

    /// <summary>These processes and all that descends from them.</summary>
    public static IReadOnlyList<int> Families(IReadOnlyCollection<int> processes)
    {
        var parents = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).Select(id => (Id: id, Parent: ParentOf(id))).ToList();
        var all = processes.ToHashSet();
        while (parents.Where(one => all.Contains(one.Parent) && !all.Contains(one.Id)).Select(one => one.Id).ToList() is { Count: > 0 } children)
        {
            all.UnionWith(children);
        }

        return [.. all];
    }

    private static IEnumerable<(string Name, string Inode)> All() =>
    [
        .. Ip("tcp", 4, TcpListens), .. Ip("tcp6", 16, TcpListens), .. Ip("udp", 4, state: null), .. Ip("udp6", 16, state: null),
        .. Rows("unix").Where(row => (long.Parse(row[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture) & UnixListens) != 0)
            .Select(row => ($"unix {string.Join(' ', row[7..])}", row[6])),
    ];

    private static IEnumerable<(string Name, string Inode)> Ip(string table, int bytes, string? state) =>
        from row in Rows(table)
        where state is null || row[3] == state
        let at = row[1].Split(':')
        select ($"{table.TrimEnd('6')} {new IPEndPoint(Address(at[0], bytes), int.Parse(at[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture))}", row[9]);

    /// <summary>Each four bytes stand in the machine's own order.</summary>
    private static IPAddress Address(string text, int bytes) =>
        new(Enumerable.Range(0, bytes / 4).SelectMany(word => Convert.FromHexString(text.AsSpan(8 * word, 8)).Reverse()).ToArray());

    private static IEnumerable<string[]> Rows(string table) =>
        File.ReadLines($"/proc/net/{table}").Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Inodes(int process)
    {
        const string Socket = "socket:[";
        foreach (var descriptor in Listed($"/proc/{process}/fd"))
        {
            var target = new FileInfo(descriptor).LinkTarget ?? "";
            if (target.StartsWith(Socket, StringComparison.Ordinal))
            {
                yield return target[Socket.Length..^1];
            }
        }
    }

    private static string[] Listed(string folder)
    {
        try
        {
            return Directory.GetFileSystemEntries(folder);
        }
        catch (IOException)
        {
            return [];   // it has ended meanwhile
        }
    }

    private static int ParentOf(int process)
    {
        try
        {
            return int.Parse(File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Split(' ')[2], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
