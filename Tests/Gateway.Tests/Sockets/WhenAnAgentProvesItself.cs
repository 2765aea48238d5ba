using System.Net;
using System.Net.Http.Headers;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Sockets;

/// <summary>The token is never sent: who does not know it does not get in, and what was heard is worth nothing.</summary>
public sealed class WhenAnAgentProvesItself(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task TheGatewayAnswersWithItsOwnProof()
    {
        var identity = await world.Enrol("proof");
        var proof = AgentProof.Answer(identity.Token, await Challenge())!;

        using var answer = await Send(proof);

        Assert.True(proof.IsAnsweredBy(answer.Headers.GetValues(AgentProof.AnswerHeader).Single(), identity.Token));
        Assert.DoesNotContain(identity.Token.Split('_')[^1], proof.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAnswerThatWasHeardOpensNothingASecondTime()
    {
        var proof = AgentProof.Answer((await world.Enrol("replay")).Token, await Challenge())!;
        (await Send(proof)).Dispose();

        using var again = await Send(proof);

        await IsRefused(again, "missing-token");
        Assert.False(again.Headers.Contains(AgentProof.AnswerHeader));
    }

    [Fact]
    public async Task OfTwoThatSendOneAnswerAtOnceOneIsLetIn()
    {
        var proof = AgentProof.Answer((await world.Enrol("race")).Token, await Challenge())!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Send(proof)));

        Assert.Single(answers, answer => answer.Headers.Contains(AgentProof.AnswerHeader));
    }

    [Theory]
    [InlineData("another challenge of ours", 3)]
    [InlineData("a challenge of nobody", 4)]
    [InlineData("another nonce", 2)]
    [InlineData("another agent", 1)]
    [InlineData("another version", 0)]
    public async Task AnAnswerCountsForOneChallengeOneAgentAndOneVersion(string what, int part)
    {
        var proof = AgentProof.Answer((await world.Enrol("bound")).Token, await Challenge())!;
        var changed = part switch
        {
            0 => proof with { Version = ProtocolVersion.Current + 1 },
            1 => proof with { AgentId = (await world.Enrol("other")).AgentId },
            2 => proof with { AgentNonce = AgentProof.NewNonce() },
            3 => proof with { Challenge = await Challenge() },
            _ => proof with { Challenge = AgentProof.NewNonce() },
        };

        using var answer = await Send(changed);

        Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, what);
        Assert.False(answer.Headers.Contains(AgentProof.AnswerHeader));
    }

    [Theory]
    [InlineData("ops_agent_{0}_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ops_agent_aaaaaaaaaaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task AnImpostorOfAnAgentIsRefused(string token)
    {
        var identity = await world.Enrol("impostor");

        using var answer = await Send(AgentProof.Answer(string.Format(null, token, identity.AgentId), await Challenge())!);

        await IsRefused(answer, "wrong-token");
    }

    [Fact]
    public async Task WhoGuessesMustWaitAndTheAgentNeedNot()
    {
        await using var guessed = await GatewayWorld.Start("--Gateway:Access:WrongTokens=3", "--Gateway:Access:WrongTokenEvery=01:00:00");
        var agent = await guessed.ConnectAgent("holder");
        var wrong = $"ops_agent_{agent.Id}_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        for (var tries = 0; tries < 3; tries++)
        {
            using var refused = await AgentSocket.Knock(guessed.Stranger, wrong);
            await refused.IsProblem(HttpStatusCode.Unauthorized, "wrong-token");
        }

        using var waits = await AgentSocket.Knock(guessed.Stranger, "ops_agent_aaaaaaaaaaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        await waits.IsProblem(HttpStatusCode.TooManyRequests, "too-many-wrong-tokens");

        agent.Cut();
        var back = guessed.Agent(agent.Identity);
        await back.Connect();
        await back.Hello();
    }

    [Fact]
    public async Task AnAgentOfOldThatSendsItsTokenIsToldToBeUpdated()
    {
        using var old = world.Client((await world.Enrol("old")).Token);

        using var answer = await old.GetAsync(ProtocolVersion.HubPath);

        var problem = await answer.IsProblem(HttpStatusCode.UpgradeRequired, "proof-wanted");
        Assert.Contains("Update the agent on this host", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAgentOfOldIsLetInWhereThatIsSet()
    {
        await using var lenient = await GatewayWorld.Start("--Gateway:Access:AgentsWithoutProof=true");
        using var old = lenient.Client((await lenient.Enrol("old")).Token);

        using var answer = await old.GetAsync(ProtocolVersion.HubPath);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);   // the door is open; what is asked for is no socket
    }

    private async Task<string> Challenge()
    {
        using var answer = await world.Stranger.GetAsync(ProtocolVersion.HubPath);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        return answer.Headers.WwwAuthenticate.Single().Parameter!;
    }

    private async Task<HttpResponseMessage> Send(AgentProof proof)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ProtocolVersion.HubPath);
        request.Headers.Authorization = new AuthenticationHeaderValue(AgentProof.Scheme, proof.ToString());
        return await world.Stranger.SendAsync(request);
    }

    private static async Task IsRefused(HttpResponseMessage answer, string code) => await answer.IsProblem(HttpStatusCode.Unauthorized, code);
}
