using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl cp</summary>
internal static class CopyCommand
{
    private const string More = """
        Each file is a task of its host: opsctl tasks lists it, opsctl cancel ends it, and it waits for a host that is away. On the host it is written beside its place,
        checked, and put there whole and at once. A connection that breaks, a gateway or an agent that is started again: it goes on where it was. PATH is a whole path; where
        it ends with / or is a directory, the file keeps its name. More than 128 KiB go through the store of files and are kept there for two days.
        From a host, * and ? in a PATH stand for names there; quote it for your shell. One file is written to TARGET, or into it where that is a directory; several files,
        and a directory with -r, lie in the directory TARGET then, under their names. Links come as links unless they lead out of TARGET. What could not be read is named; the rest comes.

        Exits with 0 when all are there, 1 when the host could not write or read one; what stands in the way is printed.

        Examples:
          opsctl cp backup.sh web-1:/usr/local/bin/ --mode 0755
          opsctl cp motd web-1:/etc/motd --if-exists keep
          opsctl cp web-1:/var/log/syslog syslog-of-web-1
          opsctl cp "web-1:/var/log/*.log" logs-of-web-1
          opsctl cp -r web-1:/etc/nginx nginx-of-web-1
        """;

    public static Command Create(CommonOptions common)
    {
        var words = new Argument<string[]>("SOURCE TARGET") { Description = "Files, and where they go. One side is a place on a host, HOST:PATH.", Arity = new ArgumentArity(2, 10_000) };
        var options = new CopyOptions();
        var command = new DocumentedCommand("cp", "Copy files to a host, or from one.", More) { words };
        options.AddTo(command);
        command.Does(common, async (line, session, cancel) =>
        {
            var given = line.GetRequiredValue(words);
            var (sources, target) = (given[..^1], RemotePath.Read(given[^1]));
            var remote = sources.Select(RemotePath.Read).OfType<RemotePath>().ToList();
            return (remote, target) switch
            {
                ([], { } place) => await To(session, sources, place, options, line, cancel),
                (not [], null) when remote.Count == sources.Length => await From(session, remote, given[^1], options, line, cancel),
                ([], null) => throw CliException.Usage($"Neither \"{Printable.Of(given[0])}\" nor \"{Printable.Of(given[^1])}\" is a place on a host.", "Say one of them as HOST:PATH, such as web-1:/tmp/"),
                (_, null) => throw CliException.Usage("Some of the files are on a host, and some are here.", "Copy them one after another."),
                _ => throw CliException.Usage("Both sides are places on hosts.", "Copy to this machine first. A file of this machine whose name has a colon is said as ./NAME."),
            };
        });
        return command;
    }

    private static async Task<int> To(Session session, string[] sources, RemotePath target, CopyOptions options, ParseResult line, CancellationToken cancel)
    {
        var host = (await session.Server.ReadAgent(target.Host, cancel)).Value;   // before gigabytes are sent for a host that is none
        var place = sources.Length > 1 && !target.Path.EndsWith('/') ? target with { Path = $"{target.Path}/" } : target;
        foreach (var source in sources)
        {
            var code = await new CopyToHost(session, options.Put(line, place)).Run(source, host.Id, cancel);
            if (code != ExitCodes.Success)
            {
                return code;
            }
        }

        return ExitCodes.Success;
    }

    private static async Task<int> From(Session session, List<RemotePath> sources, string target, CopyOptions options, ParseResult line, CancellationToken cancel)
    {
        if (sources.Exists(source => !string.Equals(source.Host, sources[0].Host, StringComparison.Ordinal)))
        {
            throw CliException.Usage("The files are on several hosts.", "Copy from one host after another, each to a directory of its own.");
        }

        var host = (await session.Server.ReadAgent(sources[0].Host, cancel)).Value;
        return await new CopyFromHost(session, options.Bring(line, sources), target).Run(host.Id, cancel);
    }
}
