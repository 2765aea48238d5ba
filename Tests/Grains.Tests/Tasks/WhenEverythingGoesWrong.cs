using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Tasks;

/// <summary>
/// One task, one agent with a journal, and any order of losses: whatever happens the task is started once at most, and ends once.
/// </summary>
public sealed class WhenEverythingGoesWrong
{
    private const int Stories = 60;

    private enum Step
    {
        AgentReadsItsOrders,
        AgentReadsItsOrdersAndItsAcceptanceIsLost,
        AgentEndsTheTask,
        AgentEndsTheTaskAndItsReportIsLost,
        ConnectionBreaks,
        AgentConnects,
        AgentConnectsWithAListMadeBeforeItReadItsOrders,
        TimePasses,
        OperatorCancels,
        AgentLosesItsDisk,
    }

    [Fact]
    public async Task ATaskIsStartedOnceAtMostAndEndsOnce()
    {
        var time = new FakeTimeProvider();
        await using var silo = await SiloUnderTest.OnMemory(time);
        var number = 0;
        foreach (var story in Gen.Elements(Enum.GetValues<Step>().Where(step => step != Step.AgentLosesItsDisk).ToArray()).ListOf().Sample(Stories, 14))
        {
            var told = $"story {++number}: {string.Join(", ", story)}";
            var journal = new JournalUnderTest(silo, $"agent-{number}", $"task-{number}");
            await journal.Submit();
            foreach (var step in story)
            {
                await Take(step, journal, silo, time);
            }

            var end = await journal.Settle(told, time);
            Assert.True(journal.Starts <= 1, $"The task was started {journal.Starts} times in {told}");
            Assert.True(journal.Starts == 1 || end.Phase is TaskPhase.Cancelled or TaskPhase.Rejected, $"{end.Phase} without a start in {told}");
            Assert.True(end.Phase != TaskPhase.Succeeded || journal.Starts == 1, $"{end.Phase} without a start in {told}");
        }
    }

    [Fact]
    public async Task ATaskThatMayBeRepeatedIsStartedThreeTimesAtMostAndEndsOnce()
    {
        var time = new FakeTimeProvider();
        await using var silo = await SiloUnderTest.OnMemory(time);
        var number = 0;
        foreach (var story in Gen.Elements(Enum.GetValues<Step>().Append(Step.AgentLosesItsDisk).Append(Step.AgentConnects).ToArray()).ListOf().Sample(Stories, 20))
        {
            var told = $"story {++number}: {string.Join(", ", story)}";
            var journal = new JournalUnderTest(silo, $"agent-{number}", $"task-{number}", OnLost.Retry);
            await journal.Submit();
            foreach (var step in story)
            {
                await Take(step, journal, silo, time);
            }

            var end = await journal.Settle(told, time);
            Assert.True(journal.Starts <= 3, $"The task was started {journal.Starts} times in {told}");
            Assert.True(journal.Starts == 3 || end.Phase != TaskPhase.Lost || end.CancelRequestedAt is not null, $"{end.Phase} after {journal.Starts} starts in {told}: {end.Reason}");
            Assert.True(end.Phase != TaskPhase.Succeeded || journal.Starts > 0, $"{end.Phase} without a start in {told}");
        }
    }

    private static async Task Take(Step step, JournalUnderTest journal, SiloUnderTest silo, FakeTimeProvider time)
    {
        switch (step)
        {
            case Step.AgentReadsItsOrders:
                await journal.ReadOrders(acceptanceIsLost: false);
                break;
            case Step.AgentReadsItsOrdersAndItsAcceptanceIsLost:
                await journal.ReadOrders(acceptanceIsLost: true);
                break;
            case Step.AgentEndsTheTask:
                await journal.End(reportIsLost: false);
                break;
            case Step.AgentEndsTheTaskAndItsReportIsLost:
                await journal.End(reportIsLost: true);
                break;
            case Step.ConnectionBreaks:
                await journal.Disconnect();
                break;
            case Step.AgentConnects:
                await journal.Connect(listIsOld: false);
                break;
            case Step.AgentConnectsWithAListMadeBeforeItReadItsOrders:
                await journal.Connect(listIsOld: true);
                break;
            case Step.TimePasses:
                time.Advance(TimeSpan.FromSeconds(11));
                await silo.Task(journal.TaskId).DeadlinePassed();
                break;
            case Step.AgentLosesItsDisk:
                await journal.LoseState();
                break;
            case Step.OperatorCancels:
                await silo.Task(journal.TaskId).Cancel("operator");
                break;
        }
    }
}
