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

        Exits with 0 when all are there, 1 when the host could not write one; what stands in the way is printed.

        Examples:
          opsctl cp backup.sh web-1:/usr/local/bin/ --mode 0755
          opsctl cp motd web-1:/etc/motd --if-exists keep
        """;

    public static Command Create(CommonOptions common)
    {
        var words = new Argument<string[]>("FILE HOST:PATH") { Description = "Files of this machine, and where they go.", Arity = new ArgumentArity(2, 10_000) };
        var options = new CopyOptions();
        var command = new DocumentedCommand("cp", "Copy files to a host.", More) { words };
        options.AddTo(command);
        command.Does(common, async (line, session, cancel) =>
        {
            var given = line.GetRequiredValue(words);
            var target = RemotePath.Read(given[^1]) ?? throw CliException.Usage(
                $"\"{Printable.Of(given[^1])}\" is no place on a host.", "The last word says where the files go, as HOST:PATH, such as web-1:/tmp/");
            if (given[..^1].FirstOrDefault(source => RemotePath.Read(source) is not null) is { } remote)
            {
                throw CliException.Usage($"\"{Printable.Of(remote)}\" is a place on a host, and so is the target.", "A file of this machine whose name has a colon is said as ./NAME.");
            }

            var host = (await session.Server.ReadAgent(target.Host, cancel)).Value;   // before gigabytes are sent for a host that is none
            foreach (var source in given[..^1])
            {
                var code = await new CopyToHost(session, options.Read(line, given.Length > 2 && !target.Path.EndsWith('/') ? target with { Path = $"{target.Path}/" } : target)).Run(source, host.Id, cancel);
                if (code != ExitCodes.Success)
                {
                    return code;
                }
            }

            return ExitCodes.Success;
        });
        return command;
    }
}
