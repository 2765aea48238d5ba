using System.Globalization;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrleansOps.Cli;

/// <summary>A few lines on the terminal that are drawn anew in their place. On standard error, as all that opsctl itself says.</summary>
internal sealed class LiveFrame(Session session)
{
    private readonly Stream _stderr = RawOutput.Stderr();   // ours: what others have written is shown by its codes
    private int _lines;
    private byte[] _shown = [];

    /// <summary>Whether the terminal can go back to lines that it has shown.</summary>
    public static bool Fits => Environment.GetEnvironmentVariable("TERM") is not ("dumb" or null);

    /// <param name="lines">Each of pieces that stand side by side; what is wider than the terminal is cut off.</param>
    public void Draw(IReadOnlyList<IReadOnlyList<Cell>> lines)
    {
        using var picture = new MemoryStream();
        var console = ConsoleOutput.Create(picture, isTerminal: true, session.HasColors);
        var shown = lines.Take(Math.Max(1, console.Profile.Height - 1)).ToList();   // of what has left the screen at its top nothing can be taken back
        foreach (var line in shown)
        {
            Write(console, line);
        }

        var bytes = picture.ToArray();
        if (_lines == 0 || !bytes.AsSpan().SequenceEqual(_shown))
        {
            _stderr.Write([.. Back(), .. bytes]);
            (_lines, _shown) = (shown.Count, bytes);
        }
    }

    /// <summary>Takes it away. The next one stands where the terminal is then.</summary>
    public void Clear()
    {
        _stderr.Write(Back());
        _lines = 0;
    }

    private byte[] Back() => _lines == 0 ? [] : Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\e[{_lines}F\e[J"));

    private static void Write(IAnsiConsole console, IReadOnlyList<Cell> line)
    {
        var room = console.Profile.Width - 1;
        foreach (var piece in line)
        {
            if (room > 0 && Segment.Truncate(new Segment(piece.Shown), room) is { } part)
            {
                console.Write(new Text(part.Text, Styles.Of(console, piece.Color)));
                room -= part.CellCount();
            }
        }

        console.WriteLine();
    }
}
