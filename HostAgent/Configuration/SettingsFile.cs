using System.Text;
using OrleansOps.Platform;
using YamlDotNet.Core;

namespace OrleansOps.HostAgent.Configuration;

/// <summary>A file with settings, in YAML (so in JSON too), as far as one agent needs it: nothing in it is repeated, referred to or made into objects.</summary>
/// <param name="Entries">What is set in it, in its order.</param>
/// <param name="Problems">What is wrong with it: sentences that begin with the file's name and the line.</param>
internal sealed record SettingsFile(IReadOnlyList<FileEntry> Entries, IReadOnlyList<string> Problems)
{
    private const int MostBytes = 64 * 1024;

    public static SettingsFile Read(string path)
    {
        // What it says decides what this user runs, and for whom.
        if (FileTrust.Problem(path) is { } problem)
        {
            return Refused($"The settings in '{path}' are not safe to use. {problem}");
        }

        try
        {
            return Text(path) is { } text ? Parse(path, text) : Refused($"{path}: A settings file has at most {MostBytes / 1024} KiB.");
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return Refused($"The settings in '{path}' cannot be read: {failed.Message}");
        }
        catch (DecoderFallbackException)
        {
            return Refused($"{path}: This is no text in UTF-8.");
        }
    }

    private static SettingsFile Parse(string path, string text)
    {
        var reading = new SettingsReading(path, new Parser(new StringReader(text)));
        try
        {
            reading.Document();
        }
        catch (YamlException odd)
        {
            return new SettingsFile(reading.Entries, [.. reading.Problems, $"{path}:{odd.Start.Line}: This is no YAML: {odd.Message}"]);
        }

        return new SettingsFile(reading.Entries, reading.Problems);
    }

    private static string? Text(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[MostBytes + 1];
        var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return count > MostBytes ? null : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes, 0, count).TrimStart('\ufeff');
    }

    private static SettingsFile Refused(string problem) => new([], [problem]);
}
