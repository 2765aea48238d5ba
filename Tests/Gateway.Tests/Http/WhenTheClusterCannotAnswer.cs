using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Messaging;
using Orleans.Storage;
using OrleansOps.Health;
using OrleansOps.Http;
using OrleansOps.Lifetime;

namespace OrleansOps.Tests.Gateway.Http;

/// <summary>Whatever the exception by which the cluster or its store says so: 503, and when to ask again.</summary>
public sealed class WhenTheClusterCannotAnswer
{
    public static TheoryData<Type> Kinds =>
    [
        typeof(StoreUnavailableException),
        typeof(TimeoutException),
        typeof(OrleansMessageRejectionException),
        typeof(SiloUnavailableException),
        typeof(ConnectionFailedException),
        typeof(ClientNotAvailableException),
        typeof(GatewayTooBusyException),
        typeof(InconsistentStateException),
        typeof(OrleansException),
        typeof(OperationCanceledException),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task TheAnswerIs503WithRetryAfter(Type kind)
    {
        using var answer = await AnswerTo(New(kind));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task AnythingElseIsAFaultOfOurs()
    {
        using var answer = await AnswerTo(new InvalidOperationException("broken"));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    [Fact]
    public async Task AProcessThatEndsHasNoFaults()
    {
        using var answer = await AnswerTo(new InvalidOperationException("broken"), static end => end.Begin());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> AnswerTo(Exception error, Action<ProcessEnd>? first = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ProcessEnd>();
        await using var app = builder.Build();
        app.UseProblemResponses();
        app.Run(_ =>
        {
            first?.Invoke(app.Services.GetRequiredService<ProcessEnd>());
            return Task.FromException(error);
        });
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = Eventually.Limit };
        var answer = await client.GetAsync("/anything");
        await answer.Content.LoadIntoBufferAsync();
        return answer;
    }

    /// <summary>Some can be made by Orleans alone.</summary>
    private static Exception New(Type kind) =>
        kind.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [typeof(string)]) is { } byMessage
            ? (Exception)byMessage.Invoke(["not now"])
            : (Exception)RuntimeHelpers.GetUninitializedObject(kind);
}
