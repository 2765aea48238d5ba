using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansOps.Platform;
using Spectre.Console;

namespace OrleansOps.Cli;

/// <summary>One run of opsctl: what was asked of every command alike, where to write, and the gateway to speak to.</summary>
internal sealed class Session : IDisposable
{
    private readonly Lazy<IAnsiConsole> _tables;
    private ControlPlane? _server;

    public Session(OutputFormat format, bool noColor, bool quiet)
    {
        Format = format;
        HasColors = !noColor && WantsColors();
        Stdout = Console.IsOutputRedirected ? RawOutput.Stdout() : new TerminalStream(RawOutput.Stdout());
        Stderr = Console.IsErrorRedirected ? RawOutput.Stderr() : new TerminalStream(RawOutput.Stderr());
        Notes = new Notes(Stderr, isTerminal: !Console.IsErrorRedirected, quiet);
        _tables = new Lazy<IAnsiConsole>(() => ConsoleOutput.Create(
            Stdout, !Console.IsOutputRedirected && format != OutputFormat.Wide, colors: HasColors && !Console.IsOutputRedirected));
    }

    /// <summary>Whether output is for programs.</summary>
    public bool Json => Format is OutputFormat.Json or OutputFormat.Yaml;

    public OutputFormat Format { get; }

    /// <summary>Whether a terminal is to show colours of ours.</summary>
    public bool HasColors { get; }

    public Stream Stdout { get; }

    public Stream Stderr { get; }

    public Notes Notes { get; }

    /// <summary>Standard output for tables. Only made for them: it greets the terminal with escapes, which a log must not.</summary>
    public IAnsiConsole Tables => _tables.Value;

    public TimeProvider Time { get; } = TimeProvider.System;

    /// <summary>The gateway of the login, or of the environment.</summary>
    public ControlPlane Server => _server ??= Connect();

    /// <summary>Writes what the server said, as it said it, and a line feed; or the same as YAML.</summary>
    public void WriteJson(ReadOnlyMemory<byte> json)
    {
        if (Format == OutputFormat.Yaml)
        {
            using var document = JsonDocument.Parse(json);
            Stdout.Write(Encoding.UTF8.GetBytes(Yaml.Of(document.RootElement)));
            Stdout.Flush();
            return;
        }

        Stdout.Write(json.Span);
        Stdout.Write("\n"u8);
        Stdout.Flush();
    }

    public void WriteJson<T>(T value, JsonTypeInfo<T> type) => WriteJson(JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>What others wrote goes to a terminal as it is from now on. Elsewhere it always does.</summary>
    public void LetThrough()
    {
        foreach (var terminal in ((Stream[])[Stdout, Stderr]).OfType<TerminalStream>())
        {
            terminal.IsRaw = true;
        }
    }

    /// <summary>What things are called, each on its line.</summary>
    public void WriteNames(IEnumerable<string?> names)
    {
        foreach (var name in names.OfType<string>())
        {
            WriteLine(Printable.Of(name));
        }
    }

    /// <summary>A line of data.</summary>
    public void WriteLine(string line)
    {
        Stdout.Write(Encoding.UTF8.GetBytes(line + "\n"));
        Stdout.Flush();
    }

    public void Dispose() => _server?.Dispose();

    private ControlPlane Connect()
    {
        var login = Logins.Current(Notes);
        return new ControlPlane(login.Servers, login.Token);
    }

    /// <summary>By the conventions of no-color.org and of dumb terminals.</summary>
    private static bool WantsColors() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or null);
}
