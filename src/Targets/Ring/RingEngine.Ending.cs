using System.Globalization;

namespace GiftGrab;

/// <content>How the ring ends.</content>
internal sealed partial class RingEngine
{
    /// <summary>Why a file could not even begin: its moment did not come.</summary>
    /// <returns><see langword="null"/> where it could, or where nothing came at all.</returns>
    public VideoTargetException? WhyNotBegun(RingReader reader)
    {
        lock (_gate)
        {
            double end = _content.End / 1e9;
            double trigger = reader.Span.Trigger / 1e9;
            return reader.Begin is not null || _content.Video.Count == 0
                ? null
                : new VideoTargetException(string.Create(
                    CultureInfo.InvariantCulture, $"the recording ended at {end:0.###} s, before the moment at {trigger:0.###} s that it was to be about."));
        }
    }

    /// <summary>Whether no file can be begun any more.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_gate)
            {
                return _over;
            }
        }
    }

    private void RequireRunning(string path)
    {
        lock (_gate)
        {
            if (_over)
            {
                throw new VideoTargetException($"{path} cannot be saved: the ring {_name} has ended.");
            }
        }
    }

    private void End()
    {
        lock (_gate)
        {
            if (_over)
            {
                return;
            }

            _over = true;
            _content.IsOver = true;
            BeginFiles();
            foreach (IPacketSource encoder in _sources.OfType<IPacketSource>())
            {
                encoder.Opened -= RequireRoom;
                encoder.RemoveKeyFrameRule(this);
            }

            Monitor.PulseAll(_gate);
            Settle();
        }
    }

    private void Settle()
    {
        if (!_over || _open.Count > 0)
        {
            return;
        }

        _content.Clear();
        VideoTargetException? failure = _failure
            ?? (SourceFailure is null ? null : new VideoTargetException($"{_name} ends early: {SourceFailure.Message}", SourceFailure));
        if (failure is null)
        {
            _completion.TrySetResult();
            return;
        }

        _completion.TrySetException(failure);

        // Nobody need look at it: the failure is raised as an event too.
        _ = _completion.Task.Exception;
    }

    private void RequireRoom()
    {
        VideoTargetException failure;
        lock (_gate)
        {
            string? refusal = _sources.OfType<VideoEncoder>().Where(encoder => encoder.Plan is not null)
                .Select(encoder => RingEstimate.Refusal(encoder, _options)).FirstOrDefault(each => each is not null);
            if (refusal is null)
            {
                return;
            }

            failure = new VideoTargetException(refusal);
            _failure ??= failure;
        }

        End();
        Raise(failure);
    }
}
