using System.CommandLine;
using System.Reflection;
using Microsoft.Extensions.Logging;
using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Configuration;
using OrleansOps.HostAgent.Connection;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;
using Serilog.Core;

namespace OrleansOps.HostAgent.Cli;

/// <summary>`ops-agent run`: the agent itself.</summary>
internal static partial class RunCommand
{
    /// <summary>An agent for one task. Its end takes as long as it takes: see <see cref="OneTaskLoop"/>.</summary>
    public const string OnceOption = "--once";

    private const int WithoutTaskCode = 4;
    private const int GaveUpCode = 5;
    private const int DefaultPatience = 600;
    private const int LongestPatience = 86_400;

    public static Command Create()
    {
        var settings = SettingArguments.All();
        var once = new Option<bool>(OnceOption) { Description = "Takes one task, delivers its result, leaves the fleet, and removes its data. It enrols itself, so it wants a join token." };
        var patience = new Option<int>("--patience")
        {
            HelpName = "SECONDS",
            Description = $"With {OnceOption}: how long a gateway may be away while nothing runs, 1 to {LongestPatience}; then it ends without having told all. Default: {DefaultPatience}.",
            DefaultValueFactory = _ => DefaultPatience,
        };
        patience.Validators.Add(found =>
        {
            if (found.GetValueOrDefault<int>() is < 1 or > LongestPatience)
            {
                found.AddError($"--patience must be 1 to {LongestPatience} seconds.");
            }
        });
        var command = new Command("run", "Connects to the gateway and runs tasks. Stopping it leaves running tasks alone. One that is not enrolled enrols itself first, if it has a join token.") { once, patience };
        command.Aliases.Add("start");   // as an older agent is started
        settings.AddTo(command);
        command.SetAction((parsed, cancel) => Run(() => settings.Read(parsed), parsed.GetValue(once) ? TimeSpan.FromSeconds(parsed.GetValue(patience)) : null, cancel));
        return command;
    }

    /// <summary>Version of this program.</summary>
    public static string Version { get; } =
        typeof(RunCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static async Task<int> Run(Func<EffectiveSettings> read, TimeSpan? patience, CancellationToken stopping)
    {
        var settings = read();
        var options = settings.Options;
        var traces = new TaskTraces();
        var level = new LoggingLevelSwitch(options.LogLevel);
        using var loggers = AgentLogging.Create(options, level, traces);
        var log = loggers.CreateLogger("OrleansOps.HostAgent");
        foreach (var note in settings.Notes)
        {
            LogNote(log, note);
        }

        using var data = DataDirectory.Open(options.Data);
        CheckPurpose(data, isOnce: patience is not null);
        if (patience is null)
        {
            await RunIn(data, settings, read, null, level, traces, loggers, stopping);
            return 0;
        }

        try
        {
            return await RunIn(data, settings, read, patience, level, traces, loggers, stopping) switch
            {
                OneTaskEnd.Delivered => 0,
                OneTaskEnd.WithoutTask => WithoutTaskCode,
                _ => GaveUpCode,
            };
        }
        catch (OperationCanceledException)
        {
            return WithoutTaskCode;   // ended while it enrolled
        }
        finally
        {
            data.Destroy();
        }
    }

    /// <summary>What one leaves behind is removed with it: that must not be what another one needs.</summary>
    private static void CheckPurpose(DataDirectory data, bool isOnce)
    {
        switch (data.ReadIdentity())
        {
            case { Once: true } when !isOnce:
                throw new AgentStartException($"The agent in '{data.Root}' is for one task. Run it with {OnceOption}.");
            case { Once: not true } when isOnce:
                throw new AgentStartException($"The agent in '{data.Root}' is enrolled to stay, and {OnceOption} removes all that is there. Choose another directory with --data.");
            case null when isOnce && !data.IsFresh:
                throw new AgentStartException($"'{data.Root}' is not empty, and {OnceOption} removes all that is there. Choose another directory with --data.");
            case null when isOnce:
                data.WriteIdentity(new AgentIdentity(Guid.NewGuid().ToString("N"), Once: true));
                break;
            default:
                break;
        }
    }

    private static async Task<OneTaskEnd?> RunIn(
        DataDirectory data, EffectiveSettings settings, Func<EffectiveSettings> read, TimeSpan? patience, LoggingLevelSwitch level, TaskTraces traces, ILoggerFactory loggers, CancellationToken stopping)
    {
        var log = loggers.CreateLogger("OrleansOps.HostAgent");
        var options = patience is null ? settings.Options : settings.Options with { Slots = 1 };
        var identity = data.ReadIdentity() is { AgentId: not null, Token: not null } known ? known : await Enrol(data, options, log, stopping);
        options = options with { CaFile = options.CaFile ?? identity.CaFile };
        var time = TimeProvider.System;
        var gateways = options.Gateways(options.Server ?? identity.Server ?? "");
        foreach (var gateway in gateways)
        {
            if (ProxyRoute.To(gateway.Server) is { Shown: { } proxy, Variable: { } variable })
            {
                LogProxy(log, gateway.Server.Authority, proxy, variable);
            }
        }

        using var sockets = new GatewaySockets(gateways, identity.Token!, time);
        using var journal = new JournalFile(data.Journal);
        var (policy, _) = HostPolicy.Read(options.Only, options.Commands, options.Signers, identity.AgentId!, identity.Name ?? options.Name ?? Environment.MachineName);   // what is wrong in it is said where settings are read
        var groups = ControlGroups.Open(options.ControlGroups, loggers.CreateLogger<ControlGroups>());
        using var host = new LinuxTaskHost(data.Root, SupervisorProgram.Install(data.Programs), time, loggers.CreateLogger<LinuxTaskHost>(), groups, TransferProgram.Of(gateways, options.KeepFreeBytes), policy: policy);
        var self = new HostIdentity(Version, options.Slots, HostFactsReader.Read(time, policy), Guid.NewGuid().ToString("N"), data.Installation());
        var setup = new AgentSetup(identity.AgentId!, self, new Random(), new HostSampler(), data.JournalKey()) { Traces = traces, OncePatience = patience, Policy = policy, IsTyped = options.Shell };
        var notes = new SessionNotes(data.Root, time);
        var connectors = sockets.Connectors(loggers, (server, connector) => new NotedConnector(server, connector, notes));
        using var agent = new Agent(new Turns(), setup, journal, host, connectors, time, loggers);
        var reload = new ReloadLoop(settings, read, Apply, time, loggers.CreateLogger<ReloadLoop>());

        await using var asked = stopping.Register(agent.AskToEnd);
        await Loops.RunUntilFirstEnds([agent.RunAsync, reload.RunAsync], patience is null ? stopping : CancellationToken.None);
        return agent.OnceEnded;

        async Task Apply(AgentOptions fresh)
        {
            level.MinimumLevel = fresh.LogLevel;
            host.KeepFree(fresh.KeepFreeBytes);
            if (patience is null && fresh.Slots != options.Slots)
            {
                await agent.Resize(fresh.Slots);
            }

            options = fresh;
        }
    }

    private static async Task<AgentIdentity> Enrol(DataDirectory data, AgentOptions options, ILogger log, CancellationToken stopping)
    {
        if (options.JoinToken is null && options.JoinTokenFile is null)
        {
            throw new AgentStartException($"The agent in '{data.Root}' is not enrolled. Run 'ops-agent enrol' first.");
        }

        var identity = await FirstEnrolment.Enrol(data, options, token: null, stopping);
        LogEnrolled(log, identity.AgentId!);
        return identity;
    }
}
