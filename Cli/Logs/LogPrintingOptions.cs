using System.CommandLine;
using System.Text;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>Options for how a log is shown.</summary>
internal sealed class LogPrintingOptions
{
    /// <summary>As long as the server itself waits for a host that has gone.</summary>
    public static readonly TimeSpan UsualPatience = TimeSpan.FromMinutes(5);

    private readonly Option<bool> _timestamps = Options.Flag("--timestamps", "Begin each line with its time (UTC).");
    private readonly Option<string?> _encoding = Options.Text("--encoding", "NAME", "What the script writes, such as gb18030: it is shown as UTF-8. By default its bytes are left as they are.");

    private readonly Option<bool> _raw = Options.Flag(
        "--raw", "On a terminal: write everything as it is. By default colours go through, and sequences that move the cursor, set titles or write the clipboard are written out.");

    private readonly Option<string?> _stream = Options.OneOf(
        "--stream", "STREAM", "Only stdout or only stderr.", LogRecord.Stdout, LogRecord.Stderr);

    public void AddTo(Command command)
    {
        command.Add(_timestamps);
        command.Add(_encoding);
        command.Add(_stream);
        command.Add(_raw);
    }

    public LogPrinting Read(ParseResult line) => new(
        line.GetValue(_stream), line.GetValue(_timestamps), line.GetValue(_encoding) is { } name ? Find(name) : null, line.GetValue(_raw));

    private static Encoding Find(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException unknown)
        {
            throw CliException.Usage(
                $"--encoding: there is no encoding \"{Printable.Of(name)}\".",
                "Known are, among others: gb18030, gbk, big5, shift_jis, euc-kr, iso-8859-1, windows-1251.",
                unknown);
        }
    }
}
