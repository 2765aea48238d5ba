using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Access;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Access;

/// <summary>
/// A guess must not learn from its answer how near it was. Times are measured by the benchmark "wrong-token"; here, that there is one way for
/// all.
/// </summary>
public sealed class WhenATokenIsGuessed
{
    [Fact]
    public async Task AlmostRightAndUnknownWalkTheSameWayToTheSameAnswer()
    {
        var calls = new ConcurrentQueue<string>();
        await using var world = await GatewayWorld.Start(gateway => gateway.Services.AddSingleton<IIncomingGrainCallFilter>(new Recorder(calls)));
        Assert.True(AccessToken.TryParse(world.AdminToken, out var right));
        string[] guesses =
        [
            world.AdminToken[..^1] + (world.AdminToken[^1] == 'A' ? 'B' : 'A'),
            AccessToken.New(TokenKind.Admin, right.Value.Id).Reveal(),
            AccessToken.New(TokenKind.Admin).Reveal(),
        ];

        var ways = new List<(string Calls, string Answer)>();
        foreach (var guess in guesses)
        {
            calls.Clear();
            using var client = world.Client(guess);
            using var answer = await client.GetAsync("/api/v1/whoami");
            ways.Add((string.Join(", ", calls), $"{(int)answer.StatusCode} {answer.Content.Headers} {await answer.Content.ReadAsStringAsync()}"));
        }

        Assert.Equal("Check", ways[0].Calls);
        Assert.All(ways, way => Assert.Equal(ways[0], way));
    }

    private sealed class Recorder(ConcurrentQueue<string> calls) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.InterfaceMethod.DeclaringType == typeof(ITokenGrain))
            {
                calls.Enqueue(context.InterfaceMethod.Name);
            }

            return context.Invoke();
        }
    }
}
