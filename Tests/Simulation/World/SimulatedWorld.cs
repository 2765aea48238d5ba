using OrleansOps.Agents;
using OrleansOps.Jobs;
using OrleansOps.Locks;
using OrleansOps.Simulation.Machines;
using OrleansOps.Simulation.Network;
using OrleansOps.Simulation.Server;
using OrleansOps.Simulation.Time;
using OrleansOps.Tasks;
using OrleansOps.Workflows;

namespace OrleansOps.Simulation.World;

/// <summary>Everything that one seed makes.</summary>
internal sealed class SimulatedWorld
{
    private const int KernelNumbers = 100;

    private static readonly TimeSpan LongestAfter = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan LongestAfterLoss = TimeSpan.FromMinutes(60);   // what was lost with its end waits for its due time

    private readonly Dictionary<string, SimulatedTask> _tasks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimulatedJob> _jobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimulatedWorkflow> _workflows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimulatedSchedule> _schedules = new(StringComparer.Ordinal);
    private readonly WallClock _serverClock = new();
    private int _serverLives;

    public SimulatedWorld(int seed, TextWriter? trace = null)
    {
        Scheduler = new Scheduler(seed);
        (Scheduler.Trace.IsOn, Scheduler.Trace.Out) = (trace is not null, trace);
        Profile = new Profile(Scheduler.Chance);
        Scheduler.Trace.Add($"seed {seed}: {Profile}");
        Database = new Database(Scheduler, Profile.Has(FaultKind.LastSecondLost));
        Internet = new Internet(Scheduler);
        Promises = new Promises(this);
        Agents = [.. Enumerable.Range(1, Profile.Agents).Select(NewAgent)];
        Faults = new Faults(this);
        Operators = new Operators(this);
    }

    public Scheduler Scheduler { get; }

    public Profile Profile { get; }

    public Weather Weather { get; } = new();

    public Database Database { get; }

    public IReminderTable Reminders { get; } = new ReminderRows();

    public Internet Internet { get; }

    public Promises Promises { get; }

    public Faults Faults { get; }

    private Operators Operators { get; }

    public IReadOnlyList<AgentProcess> Agents { get; }

    public IReadOnlyCollection<SimulatedTask> Tasks => _tasks.Values;

    /// <summary>The locks that tasks have, as they are stored.</summary>
    public SortedDictionary<string, LockState> Locks { get; } = new(StringComparer.Ordinal);

    public ControlPlane? Server { get; private set; }

    public WallClock ServerClock => _serverClock;

    public bool IsHealed => Scheduler.Now >= Profile.FaultsEnd.Ticks;

    /// <summary>Nothing has broken for a while, and what was lost on the way has been missed.</summary>
    public bool IsCalm => Scheduler.Now >= Profile.CalmFrom.Ticks;

    public IReadOnlyCollection<SimulatedJob> Jobs => _jobs.Values;

    public SimulatedJob? FindJob(string jobId) => _jobs.GetValueOrDefault(jobId);

    public void Add(SimulatedJob job) => _jobs.Add(job.Id, job);

    public IReadOnlyCollection<SimulatedWorkflow> Workflows => _workflows.Values;

    public SimulatedWorkflow? FindWorkflow(string workflowId) => _workflows.GetValueOrDefault(workflowId);

    public void Add(SimulatedWorkflow workflow) => _workflows.Add(workflow.Id, workflow);

    public IReadOnlyCollection<SimulatedSchedule> Schedules => _schedules.Values;

    public SimulatedSchedule? FindSchedule(string scheduleId) => _schedules.GetValueOrDefault(scheduleId);

    public void Add(SimulatedSchedule schedule) => _schedules.Add(schedule.Id, schedule);

    /// <summary>A job is stored for the first time that a schedule may have started.</summary>
    public void Meet(JobEntry entry)
    {
        if (entry.State.Spec!.Schedule is not null && FindJob(entry.Id) is null)
        {
            Add(new SimulatedJob(entry.Id, entry.State.Spec, []) { IsAcknowledged = true, IsStopAsked = true, Shard = Database.JobOf(entry.Id).Hosts });   // one that is to make room is stopped
        }
    }

    /// <summary>A workflow is stored for the first time that a schedule may have started: its jobs are known from then on.</summary>
    public void Meet(WorkflowEntry entry)
    {
        var spec = entry.State.Spec!;
        if (spec.Schedule is null || FindWorkflow(entry.Id) is not null)
        {
            return;
        }

        var jobs = spec.Steps.Select(step => step.Job is { } job ? new SimulatedJob(WorkflowIds.JobId(entry.Id, step.Name), job, []) : null).ToList();
        jobs.OfType<SimulatedJob>().ToList().ForEach(Add);
        var workflow = new SimulatedWorkflow(entry.Id, spec, jobs) { IsAcknowledged = true };
        workflow.AskStop();   // one that is to make room is stopped
        Add(workflow);
    }

    /// <summary>A task is stored for the first time that a job may have made.</summary>
    public SimulatedTask Meet(TaskEntry entry)
    {
        if (Find(entry.Id) is { } known)
        {
            return known;
        }

        var made = Operators.Jobs.NewTask(FindJob(JobShards.Parse(entry.State.Spec!.JobShard!).JobId)!, entry);
        Add(made);
        return made;
    }

    public SimulatedTask? Find(string taskId) => _tasks.GetValueOrDefault(taskId);

    public void Add(SimulatedTask task) => _tasks.Add(task.Id, task);

    public void Run()
    {
        Scheduler.After(TimeSpan.Zero, null, "begin", Begin);
        Scheduler.Run(IsEnough);
        Promises.JudgeEnd();
        KillServer(TimeSpan.FromDays(1));
    }

    private void Begin()
    {
        StartServer();
        foreach (var agent in Agents)
        {
            Scheduler.After(Scheduler.Chance.Skewed(0, 5), null, "agent starts", agent.Start);
        }

        Operators.Begin();
        Faults.Begin();
    }

    public void StartServer()
    {
        if (Server is null)
        {
            Scheduler.Trace.Add($"server: starts, life {_serverLives + 1}");
            Server = new ControlPlane(this, new Life(Scheduler, $"server#{++_serverLives}", 99, _serverClock));
            Internet.Server = Server;
            _ = Begin(Server);
        }
    }

    public void KillServer(TimeSpan startAfter)
    {
        if (Server is { } server)
        {
            Scheduler.Trace.Add($"server: is killed");
            server.Life.Kill();
            Internet.EndOf(server, inOrder: true);
            Internet.Server = null;
            Server = null;
            Scheduler.After(startAfter, null, "server starts", StartServer);
        }
    }

    public async Task RestartServer()
    {
        if (Server is not { IsUp: true } server)
        {
            return;
        }

        Scheduler.Trace.Add($"server: is asked to stop");
        try
        {
            await server.Stop();
        }
        catch (Exception failed)
        {
            Scheduler.Trace.Add($"server: stopping failed: {failed.Message}");
        }

        if (Server == server)
        {
            KillServer(Scheduler.Chance.Skewed(0.2, 5));
        }
    }

    private async Task Begin(ControlPlane server)
    {
        try
        {
            await server.Start();
            foreach (var agent in Agents)
            {
                await Enrol(server, agent);
            }
        }
        catch (Exception failed)
        {
            Scheduler.Trace.Add($"server: cannot start: {failed.Message}");
            KillServer(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Once in its life.</summary>
    private async Task Enrol(ControlPlane server, AgentProcess agent)
    {
        while (!agent.IsEnrolled)
        {
            try
            {
                await server.Grains.GetGrain<IAgentGrain>(agent.Id).Register(new AgentRegistration(agent.Id, new Dictionary<string, string>()));
                agent.IsEnrolled = true;
            }
            catch (Exception failed)
            {
                Scheduler.Trace.Add($"enrolling {agent.Id} failed: {failed.Message}");
                await Task.Delay(TimeSpan.FromSeconds(1), server.Life);
            }
        }
    }

    private AgentProcess NewAgent(int number)
    {
        var machine = new Machine(Scheduler, $"agent{number}", KernelNumbers + number, new WallClock(), taskId => _tasks[taskId].Script);
        Promises.Watch(machine);
        return new AgentProcess(this, machine, number, Profile.Slots);
    }

    private bool IsEnough()
    {
        if (Promises.Broken is not null || Scheduler.Now > (Profile.FaultsEnd + (Promises.IsStoreHurt ? LongestAfterLoss : LongestAfter)).Ticks)
        {
            return true;
        }

        return IsHealed && Promises.IsAllSettled();
    }
}
