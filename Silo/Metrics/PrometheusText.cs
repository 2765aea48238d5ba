using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Hosting;

namespace OrleansOps.Metrics;

/// <summary>Listens to the meters of this host, and to those of the whole process, and writes them in Prometheus' text format.</summary>
public sealed class PrometheusText : IHostedService, IDisposable
{
    private const int MostSeries = 2_000;

    private static readonly HashSet<string> ForeignMeters = new(StringComparer.Ordinal)
    {
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime",
    };

    /// <summary>Of Orleans only what is read when somebody asks: the rest is on the path of every message.</summary>
    private const string OrleansMeter = "Microsoft.Orleans";

    /// <summary>Seconds, from a grain call to a long wait.</summary>
    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];

    private readonly ConcurrentDictionary<Instrument, ConcurrentDictionary<string, PrometheusSeries>> _instruments = new();
    private readonly MeterListener _listener = new();

    public PrometheusText(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            var isOurs = instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, meters);
            if (isOurs && IsShown(instrument))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.MeasurementsCompleted = (instrument, _) => _instruments.TryRemove(instrument, out var _);
        _listener.SetMeasurementEventCallback<byte>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<short>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<float>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<decimal>((instrument, value, tags, _) => Take(instrument, (double)value, tags));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder(16 * 1024);
        foreach (var metric in _instruments.GroupBy(entry => NameAndType(entry.Key)).OrderBy(metric => metric.Key.Name, StringComparer.Ordinal))
        {
            // Orleans makes an instrument for each queue, all of one name: a metric has one heading.
            Write(text, metric.Key, metric.First().Key, [.. metric.SelectMany(entry => entry.Value.Values).OrderBy(one => one.Labels, StringComparer.Ordinal)]);
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static bool IsShown(Instrument instrument) =>
        instrument.Meter.Name.StartsWith("OrleansOps", StringComparison.Ordinal)
        || ForeignMeters.Contains(instrument.Meter.Name)
        || (instrument.IsObservable && string.Equals(instrument.Meter.Name, OrleansMeter, StringComparison.Ordinal));

    private static void Write(StringBuilder text, (string Name, string Type) metric, Instrument instrument, IReadOnlyList<PrometheusSeries> all)
    {
        var (name, type) = metric;
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {instrument.Description?.ReplaceLineEndings(" ")}\n# TYPE {name} {type}\n");
        foreach (var series in all)
        {
            if (type is not "histogram")
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}{Braces(series.Labels)} {series.Value}\n");
                continue;
            }

            foreach (var (bound, count) in series.Buckets())
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{Braces(Joined(series.Labels, $"le=\"{bound.ToString(CultureInfo.InvariantCulture)}\""))} {count}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{Braces(Joined(series.Labels, "le=\"+Inf\""))} {series.Count}\n");
            text.Append(CultureInfo.InvariantCulture, $"{name}_sum{Braces(series.Labels)} {series.Value}\n{name}_count{Braces(series.Labels)} {series.Count}\n");
        }
    }

    private static (string Name, string Type) NameAndType(Instrument instrument)
    {
        var kind = instrument.GetType().Name;
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var name = Clean(instrument.Name);
        name = name.EndsWith(unit, StringComparison.Ordinal) ? name : name + unit;
        return kind switch
        {
            _ when kind.StartsWith("Histogram", StringComparison.Ordinal) => (name, "histogram"),
            _ when kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) => (name + "_total", "counter"),
            _ => (name, "gauge"),
        };
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var isHistogram = instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal);
        var labels = LabelsOf(tags);
        var series = _instruments.GetOrAdd(instrument, static _ => new(StringComparer.Ordinal));
        if (!series.TryGetValue(labels, out var one))
        {
            if (series.Count >= MostSeries)
            {
                return;   // somebody's tags are out of hand; what is there stays right
            }

            one = series.GetOrAdd(labels, key => new PrometheusSeries(key, isHistogram ? Bounds : []));
        }

        one.Take(instrument, value);
    }

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var labels = new StringBuilder(64);
        foreach (var (name, value) in tags)
        {
            if (labels.Length > 0)
            {
                labels.Append(',');
            }

            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Append(Clean(name)).Append("=\"")
                .Append(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal))
                .Append('"');
        }

        return labels.ToString();
    }

    private static string Clean(string name) => string.Create(name.Length, name, static (clean, from) =>
    {
        for (var i = 0; i < clean.Length; i++)
        {
            clean[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '_';
        }
    });

    private static string Braces(string labels) => labels.Length == 0 ? "" : $"{{{labels}}}";

    private static string Joined(string labels, string more) => labels.Length == 0 ? more : $"{labels},{more}";
}
