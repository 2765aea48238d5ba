using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansOps.Protocol.Tests;

/// <summary>
/// The wire as it was recorded. A change that breaks an old peer fails here; one that is meant is recorded anew by running these tests
/// with RECORD_WIRE=1 and read in review.
/// </summary>
public sealed class WireShapeTests
{
    private static readonly JsonSerializerOptions Options = new(ProtocolJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, Messages.All.Count)];

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Write_IsAsRecorded(int index)
    {
        var written = JsonSerializer.Serialize(Messages.All[index], TypeOf(index)) + "\n";
        if (Environment.GetEnvironmentVariable("RECORD_WIRE") is { Length: > 0 })
        {
            File.WriteAllText(RecordOf(index), written);
        }

        Assert.Equal(File.ReadAllText(RecordOf(index)), written);
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Read_WhatWasRecorded_GivesTheSameAgain(int index)
    {
        var read = JsonSerializer.Deserialize(File.ReadAllText(RecordOf(index)), TypeOf(index));

        Assert.Equal(JsonSerializer.Serialize(Messages.All[index], TypeOf(index)), JsonSerializer.Serialize(read, TypeOf(index)));
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Read_AMessageOfANewerPeer_IgnoresWhatItDoesNotKnow(int index)
    {
        var newer = JsonNode.Parse(File.ReadAllText(RecordOf(index)))!.AsObject();
        newer["somethingNew"] = new JsonObject { ["deep"] = new JsonArray(1, 2, 3) };

        var read = JsonSerializer.Deserialize(newer.ToJsonString(), TypeOf(index));

        Assert.Equal(JsonSerializer.Serialize(Messages.All[index], TypeOf(index)), JsonSerializer.Serialize(read, TypeOf(index)));
    }

    [Fact]
    public void Read_AnOrderOfAnOlderPeer_HasTheUsualCapAndNoTerminal()
    {
        var older = JsonNode.Parse(JsonSerializer.Serialize(Messages.All.OfType<RunTask>().First(), ProtocolJson.Default.RunTask))!.AsObject();
        older.Remove("logCapBytes");
        older.Remove("tty");

        var order = JsonSerializer.Deserialize(older.ToJsonString(), ProtocolJson.Default.RunTask)!;

        Assert.Equal((Limits.LogCapBytes, null), (order.LogCapBytes, order.Tty));
    }

    [Fact]
    public void Read_AResultOfAnOlderPeer_SaysNothingOfWhatWasUsed()
    {
        var older = JsonNode.Parse(JsonSerializer.Serialize(Messages.All.OfType<TaskEnded>().First(), ProtocolJson.Default.TaskEnded))!.AsObject();
        older.Remove("usage");

        Assert.Null(JsonSerializer.Deserialize(older.ToJsonString(), ProtocolJson.Default.TaskEnded)!.Usage);
    }

    [Fact]
    public void EveryTypeOfTheContext_IsRecorded()
    {
        var recorded = Messages.All.Select(message => message.GetType()).ToHashSet();
        var declared = typeof(ProtocolJson).GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType.Name == "JsonSerializableAttribute")
            .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!);

        Assert.Empty(declared.Except(recorded));
    }

    [Theory]
    [InlineData(typeof(GoodbyeCode), "ShuttingDown=0,Superseded=1,Revoked=2,ProtocolError=3,TooSlow=4")]
    [InlineData(typeof(HeldPhase), "Waiting=0,Running=1,Ended=2")]
    [InlineData(typeof(LogDropReason), "CapReached=0,DiskFull=1,Lost=2")]
    [InlineData(typeof(LogStream), "Stdout=0,Stderr=1")]
    [InlineData(typeof(RefusalCode), "OldAttempt=0,NotForMe=1,Invalid=2,NoSpace=3,Stopping=4")]
    [InlineData(typeof(SettledCode), "Stored=0,StoredLate=1,UnknownTask=2")]
    [InlineData(typeof(TaskKind), "Shell=0,Bash=1,Python=2,Argv=3,Perl=4,Node=5,Go=6,Powershell=7,Pwsh=8,Cmd=9,Auto=10,File=11,Collect=12")]
    [InlineData(typeof(IoClass), "Realtime=1,BestEffort=2,Idle=3")]
    [InlineData(typeof(FailureCode), "NotFound=1003,ConnectionFailed=2001,RequestRefused=2003,ExecutionFailed=3000,CommandNotFound=3001,PermissionDenied=3003,WrongContent=4000,PathNotFound=4001,FileNotRead=4002,FileNotWritten=4003,PathDenied=4004,NoSpace=4005,LimitExceeded=6000,MemoryLimitExceeded=6001,CpuLimitExceeded=6002")]
    [InlineData(typeof(LimitMeans), "NotHeld=0,ControlGroup=1,Watched=2,EachProcess=3")]
    [InlineData(typeof(InputCode), "Typed=0,NotRunning=1,Over=2,TakesNone=3,Busy=4,Refused=5")]
    [InlineData(typeof(TaskOutcome), "Exited=0,Cancelled=1,TimedOut=2,CouldNotStart=3,Unknown=4,LimitExceeded=5")]
    public void NumbersOnTheWire_AreNeverGivenAnew(Type type, string recorded) =>
        Assert.StartsWith(recorded, string.Join(',', Enum.GetValues(type).Cast<object>().Select(value => $"{value}={(int)value}")), StringComparison.Ordinal);

    [Fact]
    public void Methods_AreAsRecorded()
    {
        Assert.Equal(["Accepted", "Ended", "Heartbeat", "Hello", "Leave", "Log", "Refused", "ResumeLog", "Typed"], Names<IAgentHub>());
        Assert.Equal(["Cancel", "Goodbye", "LogStored", "Run", "Settled", "Type"], Names<IAgentClient>());
        Assert.Equal(("/hubs/agent", "/api/v1/agents/register"), (ProtocolVersion.HubPath, ProtocolVersion.RegisterPath));
    }

    private static IEnumerable<string> Names<T>() => typeof(T).GetMethods().Select(method => method.Name).Order(StringComparer.Ordinal);

    private static System.Text.Json.Serialization.Metadata.JsonTypeInfo TypeOf(int index) => Options.GetTypeInfo(Messages.All[index].GetType());

    private static string RecordOf(int index, [CallerFilePath] string here = "") =>
        Path.Join(Path.GetDirectoryName(here), "Recorded", $"{index:00}-{Messages.All[index].GetType().Name}.json");
}
