using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansOps.HostAgent.Configuration;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Cli;

/// <summary>`ops-agent config`: which settings hold, and whether they are right.</summary>
internal static class ConfigCommand
{
    private const string Hidden = "********";

    public static Command Create()
    {
        var settings = SettingArguments.All();
        var check = new Option<bool>("--check") { Description = "Says whether file, environment and options are right; exit code 2 if not." };
        var effective = new Option<bool>("--effective") { Description = "Prints every setting that holds and where it comes from, in the file's own form. Secrets are not shown. Does so without options too." };
        var command = new Command("config", "Shows the settings that hold. The command line goes before the environment, that before the file. Each option below names its key in the file, its variable and its default.")
        {
            check, effective,
        };
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            var read = settings.Read(parsed);
            WriteNotes(read);
            if (parsed.GetValue(check))
            {
                Console.WriteLine(read.File is { } file ? $"The settings are right (file: {Printable.Of(file)})." : "The settings are right (no file).");
            }

            if (parsed.GetValue(effective) || !parsed.GetValue(check))
            {
                WriteEffective(read);
            }
        });
        return command;
    }

    private static void WriteNotes(EffectiveSettings read)
    {
        foreach (var note in read.Notes)
        {
            Console.Error.WriteLine($"ops-agent: note: {Printable.Of(note)}");
        }
    }

    private static void WriteEffective(EffectiveSettings read)
    {
        foreach (var value in read.Values)
        {
            Console.WriteLine(Printable.Of(Line(value)));
        }
    }

    /// <summary>What cannot be given back to an agent as it stands here, is a comment.</summary>
    private static string Line(SettingValue value) => value switch
    {
        { Place: null } => $"# {value.Setting.Key}: (default) {value.Setting.Default}",
        { Setting.IsSecret: true } => $"# {value.Setting.Key}: {Hidden}  # {value.Place}",
        { Setting.IsList: true } => $"{value.Setting.Key}: [{string.Join(", ", value.Values.Select(Quoted))}]  # {value.Place}",
        _ => $"{value.Setting.Key}: {Text(value.Values[0])}  # {value.Place}",
    };

    /// <summary>Words that YAML reads as they stand are not quoted.</summary>
    private static string Text(string value) =>
        value is [not '-', ..] and not "null" && value.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.' or '/') ? value : Quoted(value);

    /// <summary>A text in JSON is one in YAML.</summary>
    private static string Quoted(string value) => $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
