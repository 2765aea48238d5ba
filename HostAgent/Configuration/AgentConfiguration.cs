using OrleansOps.HostAgent.Tasks;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Configuration;

/// <summary>Puts together what file, environment and command line say, each going before the one named before it.</summary>
internal static class AgentConfiguration
{
    /// <summary>Names the settings file.</summary>
    public const string FileVariable = "OPS_AGENT_CONFIG";

    private const string OldFileVariable = "AGENT_CONFIG_FILE";
    private const int ReadByOthers = 0x4;   // a group may be how its own user reads a file of root

    /// <summary>Where the settings file is unless somebody says otherwise; it need not be there.</summary>
    public static string DefaultFile => Environment.IsPrivilegedProcess
        ? "/etc/ops-agent/config.yaml"
        : Path.Join(
            Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } config
                ? config
                : Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config"),
            "ops-agent/config.yaml");

    /// <param name="file">The settings file, if the command line names one.</param>
    /// <param name="variables">The environment.</param>
    /// <param name="arguments">What the command line says.</param>
    /// <exception cref="SettingsRefusedException">Something in them is wrong.</exception>
    public static EffectiveSettings Read(string? file, IReadOnlyDictionary<string, string> variables, IReadOnlyList<GivenValue> arguments)
    {
        var path = FileToRead(file, variables);
        var layers = new[]
        {
            path is null ? SettingLayer.Nothing : SettingSources.OfFile(path, variables.GetValueOrDefault),
            SettingSources.OfEnvironment(variables),
            new SettingLayer(arguments, [], []),
        };
        var problems = layers.SelectMany(layer => layer.Problems).ToList();
        var options = new AgentOptions();
        var held = new Dictionary<Setting, GivenValue>();
        foreach (var given in layers.SelectMany(layer => layer.Given))
        {
            if (given.Setting.Set(options, given.Values) is { } changed)
            {
                (options, held[given.Setting]) = (changed, given);
            }
            else
            {
                problems.Add(WrongValue(given));
            }
        }

        LeaveOutReplaced(options, held);
        if (held.GetValueOrDefault(AgentSettings.Server) is { } server && options.GatewayProblem(options.Server!) is { } problem)
        {
            problems.Add($"{server.Place}: {problem}");
        }

        foreach (var (key, wrong) in HostPolicy.Read(options.Only, options.Commands, options.Signers).Problems)
        {
            problems.Add($"{held.Values.First(given => given.Setting.Key == key).Place}: {key}: {wrong}");
        }

        if (path is not null && options.JoinToken is not null && held[AgentSettings.JoinToken].Place.StartsWith(path, StringComparison.Ordinal) && FileStatus.Read(path) is { } status && (status.Mode & ReadByOthers) != 0)
        {
            problems.Add($"{held[AgentSettings.JoinToken].Place}: There is a token in this file, and others may read it. Run: chmod 600 {path}");
        }

        return problems.Count > 0
            ? throw new SettingsRefusedException(problems)
            : new EffectiveSettings(options, path, [.. AgentSettings.All.Select(setting => Held(setting, held))], [.. layers.SelectMany(layer => layer.Notes)]);
    }

    private static string? FileToRead(string? file, IReadOnlyDictionary<string, string> variables)
    {
        var named = file ?? (Named(FileVariable) ?? Named(OldFileVariable));
        return named is not null ? Path.GetFullPath(named) : File.Exists(DefaultFile) ? DefaultFile : null;

        string? Named(string variable) => variables.GetValueOrDefault(variable) is { Length: > 0 } path ? path : null;
    }

    private static string WrongValue(GivenValue given)
    {
        var value = given switch
        {
            { Setting.IsSecret: true } => "what is not shown",
            { Values: [var one] } => $"'{one}'",
            _ => $"{given.Values.Count} values",
        };
        return $"{given.Place}: {given.Setting.Key} cannot be {value}; it must be {given.Setting.Limit}.";
    }

    /// <summary>The token and the file that holds it take each other's place.</summary>
    private static void LeaveOutReplaced(AgentOptions options, Dictionary<Setting, GivenValue> held)
    {
        if (options.JoinToken is null)
        {
            held.Remove(AgentSettings.JoinToken);
        }

        if (options.JoinTokenFile is null)
        {
            held.Remove(AgentSettings.JoinTokenFile);
        }
    }

    private static SettingValue Held(Setting setting, Dictionary<Setting, GivenValue> held) =>
        held.GetValueOrDefault(setting) is { } given ? new SettingValue(setting, given.Values, given.Place) : new SettingValue(setting, [], null);
}
