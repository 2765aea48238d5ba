#!/usr/bin/env bash
# Microsoft.Orleans.Hosting.Kubernetes 10.4.2 on .NET 10: KubernetesClusterAgent, which declares a silo dead when its pod is deleted.
# Guess:  from when its own silo is a member, it sees every pod that is deleted and declares the silo of that pod dead.
# Seen:   it finds the pod's silo by its name and takes the first of that name, dead or not. A container that was started again in its pod has two rows of one
#         name: about half of the silos of such pods live on when their pods are deleted, and nothing is said of it.
# The script gives the agent an API server and a cluster of its own, deletes pods of silos that were started once and twice, counts which silos it declares dead,
# and fails if that changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.Orleans.Server" Version="10.4.2" />
    <PackageReference Include="Microsoft.Orleans.Hosting.Kubernetes" Version="10.4.2" />
  </ItemGroup>
</Project>
XML

cat >Program.cs <<'CS'
using System.Collections.Immutable;
using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting.Kubernetes;
using Orleans.Runtime;

// The API server: pods are read, listed and watched.
var pods = new SortedSet<string>(StringComparer.Ordinal);
Channel<string>? watch = null;
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
await using var server = builder.Build();
server.MapGet("/api/v1/namespaces/n/pods/{name}", (string name) => Results.Text(Pod(name), "application/json"));
server.MapGet("/api/v1/namespaces/n/pods", async (HttpContext http) =>
{
    http.Response.ContentType = "application/json";
    if (http.Request.Query["watch"] != "true")
    {
        await http.Response.WriteAsync($$"""{"apiVersion":"v1","kind":"PodList","metadata":{},"items":[{{string.Join(',', pods.Select(Pod))}}]}""");
        return;
    }

    var lines = Channel.CreateUnbounded<string>();
    await http.Response.StartAsync();
    watch = lines;
    await foreach (var line in lines.Reader.ReadAllAsync(http.RequestAborted))
    {
        await http.Response.WriteAsync(line + "\n");
        await http.Response.Body.FlushAsync();
    }
});
await server.StartAsync();
var address = server.Urls.Single();

var once = await DeclaredDead(restarted: 0, running: 40);
var twice = await DeclaredDead(restarted: 40, running: 0);
Console.WriteLine($"40 pods are deleted whose silos were started once: {once} are declared dead");
Console.WriteLine($"40 pods are deleted whose silos were started twice: {twice} are declared dead");
return once == 40 && twice is > 0 and < 40 ? 0 : 1;

string Pod(string name) => JsonSerializer.Serialize(new
{
    apiVersion = "v1", kind = "Pod",
    metadata = new { name, @namespace = "n", labels = new Dictionary<string, string> { ["orleans/serviceId"] = "s", ["orleans/clusterId"] = "c" } },
});

// How many silos are declared dead when the pods of all are deleted.
async Task<int> DeclaredDead(int restarted, int running)
{
    var own = Silo(0, 1);
    var members = new List<ClusterMember> { new(own, SiloStatus.Active, "own") };
    for (var i = 1; i <= restarted; i++)
    {
        members.Add(new(Silo(i, 1), SiloStatus.Dead, $"pod-{i}"));
        members.Add(new(Silo(i, 2), SiloStatus.Active, $"pod-{i}"));
    }

    for (var i = 1; i <= running; i++)
    {
        members.Add(new(Silo(i, 1), SiloStatus.Active, $"pod-{i}"));
    }

    pods = new(members.Select(member => member.Name), StringComparer.Ordinal);
    watch = null;
    var cluster = new Cluster(members.ToImmutableDictionary(member => member.SiloAddress));
    var options = new KubernetesHostingOptions { GetClientConfiguration = () => new() { Host = address } };
    Set(options, "Namespace", "n");
    Set(options, "PodName", "own");
    var agent = new KubernetesClusterAgent(
        cluster, NullLogger<KubernetesClusterAgent>.Instance, new Monitor(options), Options.Create(new ClusterOptions { ServiceId = "s", ClusterId = "c" }), new Details(own));
    var lifecycle = new Lifecycle();
    agent.Participate(lifecycle);
    await lifecycle.Observer!.OnStart(CancellationToken.None);
    await cluster.Change();
    await Until(() => watch is not null);
    foreach (var name in pods.Where(name => name != "own").ToList())
    {
        watch!.Writer.TryWrite($$"""{"type":"DELETED","object":{{Pod(name)}}}""");
    }

    await Until(() => cluster.Killed.Count == restarted + running);
    watch!.Writer.Complete();
    await agent.OnStop(new CancellationTokenSource(TimeSpan.FromSeconds(1)).Token);
    return cluster.Killed.Count;
}

static SiloAddress Silo(int number, int generation) => SiloAddress.New(new IPAddress([10, 0, 0, (byte)number]), 11111, generation);

// What UseKubernetesHosting takes from the pod's environment.
static void Set(object options, string name, string value) =>
    options.GetType().GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!.GetSetMethod(nonPublic: true)!.Invoke(options, [value]);

// What is awaited comes at once, or not at all.
static async Task Until(Func<bool> holds)
{
    for (var i = 0; i < 60 && !holds(); i++)
    {
        await Task.Delay(50);
    }
}

sealed class Cluster(ImmutableDictionary<SiloAddress, ClusterMember> members) : IClusterMembershipService
{
    private readonly Channel<ClusterMembershipSnapshot> _changes = Channel.CreateUnbounded<ClusterMembershipSnapshot>();
    private readonly SemaphoreSlim _taken = new(0);
    private long _version;

    public HashSet<SiloAddress> Killed { get; } = [];

    public ClusterMembershipSnapshot CurrentSnapshot => new(members, new MembershipVersion(_version));

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => Each();

    public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public Task<bool> TryKill(SiloAddress siloAddress)
    {
        Killed.Add(siloAddress);
        return Task.FromResult(true);
    }

    // Ends when the agent has done what it does about the change.
    public async Task Change()
    {
        _version++;
        _changes.Writer.TryWrite(CurrentSnapshot);
        await _taken.WaitAsync();
    }

    private async IAsyncEnumerable<ClusterMembershipSnapshot> Each()
    {
        await foreach (var change in _changes.Reader.ReadAllAsync())
        {
            yield return change;
            _taken.Release();
        }
    }
}

sealed class Lifecycle : ISiloLifecycle
{
    public ILifecycleObserver? Observer { get; private set; }

    public int HighestCompletedStage => 0;

    public int LowestStoppedStage => 0;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        Observer = observer;
        return new MemoryStream();
    }
}

sealed class Monitor(KubernetesHostingOptions options) : IOptionsMonitor<KubernetesHostingOptions>
{
    public KubernetesHostingOptions CurrentValue => options;

    public KubernetesHostingOptions Get(string? name) => options;

    public IDisposable? OnChange(Action<KubernetesHostingOptions, string?> listener) => null;
}

sealed class Details(SiloAddress own) : ILocalSiloDetails
{
    public string Name => "own";

    public string ClusterId => "c";

    public string DnsHostName => "own";

    public SiloAddress SiloAddress => own;

    public SiloAddress GatewayAddress => own;
}
CS

dotnet build -c Release -o built >said.txt 2>&1 || { cat said.txt; exit 1; }
dotnet built/finding.dll
