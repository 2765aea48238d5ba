using System.Net;
using k8s;
using k8s.Autorest;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansOps.Lifetime;

namespace OrleansOps.Hosting;

/// <summary>
/// A pod without the labels by which silos look for each other's pods would be taken for one that is gone, and its silo declared dead by the next that starts. Orleans would put them on itself, and ask to be allowed to
/// change pods for that: this silo does not start instead. As long as the API server does not answer, or lets it not look, it waits and says so.
/// </summary>
internal sealed partial class PodCheck(
    IKubernetes kubernetes, IConfiguration settings, IOptions<ClusterNames> names, ClusterReach reach, TimeProvider time, ILogger<PodCheck> logger) : IHostedService
{
    private static readonly TimeSpan AskFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(30);

    private long _told;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var pod = Pod.Read(settings, Environment.GetEnvironmentVariable);
        while (await Problem(pod, cancellationToken) is { } problem)
        {
            reach.Waits(problem);
            TellNowAndThen(problem);
            await Task.Delay(AskEvery, time, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Why it cannot be looked at; null when all is right.</summary>
    /// <exception cref="RefusedSettingException">It is there, and not as it must be; or it is not.</exception>
    private async Task<string?> Problem(Pod pod, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(AskFor);
        try
        {
            var found = await kubernetes.CoreV1.ReadNamespacedPodAsync(pod.Name, pod.Namespace, cancellationToken: limit.Token);
            Require(pod, found.Metadata.Labels, Pod.ServiceLabel, names.Value.ServiceId, nameof(ClusterNames.ServiceId));
            Require(pod, found.Metadata.Labels, Pod.ClusterLabel, names.Value.ClusterId, nameof(ClusterNames.ClusterId));
            return null;
        }
        catch (HttpOperationException refused) when (refused.Response.StatusCode == HttpStatusCode.NotFound)
        {
            throw new RefusedSettingException($"There is no pod '{pod.Name}' in the namespace '{pod.Namespace}' (POD_NAME, POD_NAMESPACE). Have the pod's manifest set both from its own fields.");
        }
        catch (HttpOperationException refused) when (refused.Response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
        {
            return $"Waiting for the right to read pods in the namespace '{pod.Namespace}', which the API server of Kubernetes refuses ({(int)refused.Response.StatusCode}). "
                + "Bind a Role with get, list and watch of pods to this pod's service account.";
        }
        catch (Exception away) when (away is HttpOperationException or HttpRequestException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return $"Waiting for the API server of Kubernetes, which cannot be asked about this pod: {away.GetBaseException().Message}";
        }
    }

    private static void Require(Pod pod, IDictionary<string, string>? labels, string label, string value, string setting)
    {
        if (labels is null || !labels.TryGetValue(label, out var found))
        {
            throw new RefusedSettingException($"The pod '{pod.Name}' has no label {label}. Its manifest must give it one with the value of Cluster:{setting}, '{value}': by it silos find each other's pods.");
        }

        if (!string.Equals(found, value, StringComparison.Ordinal))
        {
            throw new RefusedSettingException($"The label {label} of the pod '{pod.Name}' is '{found}', and Cluster:{setting} is '{value}'. They must be the same: by it silos find each other's pods.");
        }
    }

    private void TellNowAndThen(string problem)
    {
        if (_told == 0 || time.GetElapsedTime(_told) >= TellEvery)
        {
            _told = time.GetTimestamp();
            LogWaiting(problem);
        }
    }

    [LoggerMessage(4471, LogLevel.Warning, "{Problem}")]
    private partial void LogWaiting(string problem);
}
