using System.Collections;
using System.CommandLine;
using OrleansOps.HostAgent.Configuration;

namespace OrleansOps.HostAgent.Cli;

/// <summary>The settings as options of a command. What is not given there comes from the environment, else from the file.</summary>
internal sealed class SettingArguments
{
    private readonly Option<string?> _config = new("--config")
    {
        HelpName = "FILE",
        Description = $"The settings file, in YAML or JSON (default {AgentConfiguration.DefaultFile} if it is there; variable {AgentConfiguration.FileVariable}).",
    };

    private readonly List<(Setting Setting, Option<string[]> Option)> _valued = [];
    private readonly List<(Setting Setting, Option<bool?> Option)> _flags = [];

    /// <param name="settings">Those that the command takes.</param>
    public SettingArguments(IEnumerable<Setting> settings)
    {
        foreach (var setting in settings)
        {
            if (setting is { Option: { } name, IsFlag: true })
            {
                _flags.Add((setting, new Option<bool?>(name, OldNames(setting)) { Description = Help(setting) }));
            }
            else if (setting.Option is { } valued)
            {
                _valued.Add((setting, new Option<string[]>(valued, OldNames(setting)) { HelpName = setting.Value, Description = Help(setting), Arity = ArgumentArity.OneOrMore }));
            }
        }
    }

    public static SettingArguments All() => new(AgentSettings.All);

    public static SettingArguments OfEnrolment() => new(AgentSettings.All.Where(setting => setting.IsForEnrolment));

    public void AddTo(Command command)
    {
        command.Options.Add(_config);
        foreach (var option in _valued.Select(valued => (Option)valued.Option).Concat(_flags.Select(flag => flag.Option)))
        {
            command.Options.Add(option);
        }

        command.Options.Add(TokenOnACommandLine());
    }

    /// <exception cref="SettingsRefusedException">Something is wrong in the file, the environment or the arguments.</exception>
    public EffectiveSettings Read(ParseResult parsed)
    {
        var given = _valued
            .Where(valued => parsed.GetValue(valued.Option) is { Length: > 0 })
            .Select(valued => new GivenValue(valued.Setting, parsed.GetValue(valued.Option)!, valued.Setting.Option!))
            .Concat(_flags
                .Where(flag => parsed.GetValue(flag.Option) is not null)
                .Select(flag => new GivenValue(flag.Setting, [parsed.GetValue(flag.Option) is true ? "true" : "false"], flag.Setting.Option!)));
        return AgentConfiguration.Read(parsed.GetValue(_config), Variables(), [.. given]);
    }

    /// <summary>What an older agent calls it on its command line.</summary>
    private static string[] OldNames(Setting setting) =>
        setting == AgentSettings.Server ? ["--server-url"]
        : setting == AgentSettings.Data ? ["--work-dir"]
        : [];

    private static string Help(Setting setting) => $"{setting.Meaning}: {setting.Limit}. [{setting.Key}, {setting.Variable}; default: {setting.Default}]";

    /// <summary>An older agent took its token there. What to do instead is said in place of "unknown option".</summary>
    private static Option<string?> TokenOnACommandLine()
    {
        var token = new Option<string?>("--token") { Hidden = true };
        token.Validators.Add(found => found.AddError("A token on a command line can be read by every user of this host. Give it with --join-token-file FILE, or as join_token in the settings file."));
        return token;
    }

    private static Dictionary<string, string> Variables() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);
}
