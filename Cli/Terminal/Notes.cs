using System.Text;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>
/// What opsctl itself has to say, on standard error, so that standard output carries data alone. Each note is one line, whatever others wrote is in it.
/// </summary>
/// <param name="stderr">Where to.</param>
/// <param name="isTerminal">True if somebody watches: then it tells of progress too.</param>
/// <param name="quiet">Says only what went wrong.</param>
internal sealed class Notes(Stream stderr, bool isTerminal, bool quiet)
{
    private const string Name = "opsctl: ";

    /// <summary>True while the terminal's cursor stands behind an unfinished line of a log.</summary>
    public bool MidLine { get; set; }

    /// <summary>Whether somebody watches who wants to know how far things are.</summary>
    public bool TellsProgress => isTerminal && !quiet;

    /// <summary>Progress: only for somebody who watches.</summary>
    public void Progress(string text)
    {
        if (isTerminal)
        {
            Info(text);
        }
    }

    /// <summary>Worth keeping in a file too, such as a task's id.</summary>
    public void Info(string text)
    {
        if (!quiet)
        {
            Write(Name + text);
        }
    }

    public void Warn(string text) => Write(Name + text);

    /// <summary>A line that is not ours to prefix.</summary>
    public void Line(string text) => Write(text);

    private void Write(string line)
    {
        var start = MidLine && isTerminal ? "\n" : "";
        MidLine = false;
        try
        {
            stderr.Write(Encoding.UTF8.GetBytes(start + Printable.Of(line) + "\n"));
            stderr.Flush();
        }
        catch (Exception lost) when (OutputErrors.Is(lost))
        {
            return;   // nobody to tell; the exit code still does
        }
    }
}
