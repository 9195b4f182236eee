using System.Diagnostics.Metrics;

namespace GiftGrab.Tests;

/// <summary>Listens to the meter <c>GiftGrab</c> and keeps what names a source, encoder or file of the test.</summary>
internal sealed class MeterLog : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly string _name;
    private readonly List<(string Instrument, double Value, string Tags)> _measured = [];

    public MeterLog(string name)
    {
        _name = name;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "GiftGrab")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The sum of what was measured, with tags such as <c>observer=a, reason=b, source=c</c>.</summary>
    public double Sum(string instrument, string tags) => Values(instrument, tags).Sum();

    /// <summary>What was measured, in order.</summary>
    public double[] Values(string instrument, string tags)
    {
        lock (_gate)
        {
            return [.. _measured.Where(one => one.Instrument == instrument && one.Tags == tags).Select(one => one.Value)];
        }
    }

    /// <summary>Every combination of instrument and tags that was seen.</summary>
    public string[] Seen()
    {
        lock (_gate)
        {
            return [.. _measured.Select(one => $"{one.Instrument} {one.Tags}").Distinct().Order(StringComparer.Ordinal)];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string text = string.Join(", ", tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));
        if (text.Contains(_name, StringComparison.Ordinal))
        {
            lock (_gate)
            {
                _measured.Add((instrument.Name, value, text));
            }
        }
    }
}
