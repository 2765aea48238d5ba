using System.Text;
using Spectre.Console;

namespace OrleansOps.Cli;

/// <summary>Standard output as Spectre.Console sees it: as wide as the terminal, or as wide as needed where there is none.</summary>
internal sealed class ConsoleOutput(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
{
    /// <summary>Wide enough that nothing is folded in a file or a pipe, where the next program reads line by line.</summary>
    private const int Unlimited = 100_000;

    private const int UsualWidth = 80;
    private const int UsualHeight = 24;

    public TextWriter Writer { get; } = writer;

    public bool IsTerminal { get; } = isTerminal;

    public int Width => !IsTerminal ? Unlimited : OrUsual(TerminalSize.Read().Columns, UsualWidth);

    public int Height => OrUsual(IsTerminal ? TerminalSize.Read().Rows : 0, UsualHeight);

    public void SetEncoding(Encoding encoding)
    {
        // Always UTF-8: set where the writer is made.
    }

    public static IAnsiConsole Create(Stream stdout, bool isTerminal, bool colors)
    {
        var writer = new StreamWriter(stdout, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = false };
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,   // without, Spectre.Console would set colours by way of System.Console, which writes escapes too
            ColorSystem = colors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new ConsoleOutput(new TrimmedWriter(writer), isTerminal),
        });
    }

    /// <summary>Columns of the terminal, or as many as there is text.</summary>
    public static int WidthOfStdout => Console.IsOutputRedirected ? Unlimited : OrUsual(TerminalSize.Read().Columns, UsualWidth);

    /// <summary>Some pseudo-terminals say that they are 0 wide.</summary>
    private static int OrUsual(int size, int usual) => size > 0 ? size : usual;
}
