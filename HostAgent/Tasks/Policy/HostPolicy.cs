using System.Globalization;
using OrleansOps.Platform;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// What this host lets be run on it, by its own settings alone. Nobody who speaks for the control plane can make it run anything else: what decides
/// is on the host, or signed with a key that the control plane never had.
/// </summary>
internal sealed class HostPolicy
{
    private readonly Dictionary<string, NamedCommand> _commands;
    private readonly Signers _signers;
    private readonly IReadOnlyList<string> _names;

    private HostPolicy(IReadOnlyList<string> only, IReadOnlyList<NamedCommand> commands, Signers signers, IReadOnlyList<string> names)
    {
        Only = only;
        _commands = commands.ToDictionary(command => command.Name, StringComparer.Ordinal);
        _signers = signers;
        _names = names;
    }

    /// <summary>Of a host whose settings say nothing of it.</summary>
    public static HostPolicy Anything { get; } = new([], [], Signers.None, []);

    /// <summary>What alone it runs; empty: anything.</summary>
    public IReadOnlyList<string> Only { get; }

    /// <summary>Names of the commands that it offers.</summary>
    public IReadOnlyList<string> Commands => [.. _commands.Keys.Order(StringComparer.Ordinal)];

    /// <param name="only">What alone it runs.</param>
    /// <param name="commandLines">The commands that it offers, a line for each of their values.</param>
    /// <param name="keyFiles">Files with the keys of those whose signed tasks it runs.</param>
    /// <param name="names">The host's names, as signatures have them: its id and what it calls itself.</param>
    /// <returns>It, and what is wrong with which of its settings.</returns>
    public static (HostPolicy Policy, IReadOnlyList<(string Key, string Problem)> Problems) Read(
        IReadOnlyList<string> only, IReadOnlyList<string> commandLines, IReadOnlyList<string> keyFiles, params IReadOnlyList<string> names)
    {
        var (commands, odd) = NamedCommands.Read(commandLines);
        var (signers, unread) = Signers.Read(keyFiles);
        var problems = new List<(string, string)>();
        Note("commands", odd);
        Note("signers", unread);
        Note("only", Lacks(AllowedWork.SignedTasks, keyFiles) ? "'signed' is for tasks signed with a key of 'signers', and that names none." : null);
        Note("only", Lacks(AllowedWork.Commands, commandLines) ? "'commands' is for those of 'commands', and there are none." : null);
        return (new HostPolicy(only, commands, signers, names), problems);

        bool Lacks(string word, IReadOnlyList<string> what) => only.Contains(word, StringComparer.Ordinal) && what.Count == 0;

        void Note(string key, string? problem)
        {
            if (problem is not null)
            {
                problems.Add((key, problem));
            }
        }
    }

    /// <summary>Why a task is not run here, or not any more, as a sentence; null if it is.</summary>
    public string? Problem(RunTask order, DateTimeOffset now)
    {
        if (order.Kind == TaskKind.Named && CommandProblem(order) is { } problem)
        {
            return problem;
        }

        return Only.Count == 0 ? null
            : order.InputIdleMs is not null ? Refused("somebody types into the task: what is typed is neither on the host nor signed")
            : order.Kind == TaskKind.Named && Allows(AllowedWork.Commands) ? null
            : order.IsTransfer ? (Allows(AllowedWork.Files) ? null : Refused("the task is about files"))
            : !Allows(AllowedWork.SignedTasks) ? Refused("the task is none of them")
            : order.Signature is null ? Refused("the task has no signature")
            : SignatureProblem(order, order.Signature, now) is { } unsigned ? Refused(unsigned)
            : null;
    }

    /// <summary>What is run for a task of a command that this host offers; any other is what it was.</summary>
    public RunTask ToRun(RunTask order) =>
        order.Kind == TaskKind.Named && _commands.GetValueOrDefault(order.Argv[0]) is { } command && command.Problem(order) is null ? command.ToRun(order) : order;

    private string? CommandProblem(RunTask order) =>
        _commands.GetValueOrDefault(order.Argv[0]) is not { } command
            ? $"This host offers no command '{order.Argv[0]}' (its setting 'commands'). {(_commands.Count == 0 ? "It offers none." : $"It offers: {string.Join(", ", Commands)}.")}"
        : command.Problem(order) is { } problem ? $"This host does not run that command so (its setting 'commands'): {problem}."
        : null;

    private string? SignatureProblem(RunTask order, TaskSignature signature, DateTimeOffset now) =>
        !_names.Contains(signature.Host, StringComparer.Ordinal) ? $"its signature is for host '{Printable.Of(signature.Host)}', and this one is {string.Join(" or ", _names.Select(name => $"'{name}'"))}"
        : now >= signature.Until ? string.Create(CultureInfo.InvariantCulture, $"its signature was good until {signature.Until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC")
        : signature.Value is not { Length: > 0 and <= TaskSignature.MostBytes } || !_signers.Signed(SignedText.Of(order, signature.Host, signature.Until), signature.Value)
            ? "its signature fits no key of the host's setting 'signers': it was made with another key, or for another task than this one"
        : null;

    private bool Allows(string word) => Only.Contains(word, StringComparer.Ordinal);

    private string Refused(string why) => $"This host runs only {string.Join(" and ", Only.Select(Words))} (its setting 'only'), and {why}.";

    private static string Words(string word) => word switch
    {
        AllowedWork.Commands => "named commands",
        AllowedWork.SignedTasks => "signed tasks",
        _ => "what puts or brings files",
    };
}
