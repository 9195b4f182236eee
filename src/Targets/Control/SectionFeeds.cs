namespace GiftGrab;

/// <summary>The pictures of one section, under the name and pace of the source that they come from.</summary>
internal sealed class PictureFeed(MediaSource<VideoFrame> source) : MediaSource<VideoFrame>(source.Name), ILossy, ISimulated
{
    private bool _isSkipping;
    private long _shift;

    public override bool IsLive => source.IsLive;

    /// <summary>Where the pictures come from.</summary>
    public MediaSource<VideoFrame> Origin => source;

    /// <summary>The times that are left out.</summary>
    public PauseLog Pauses { get; } = new();

    /// <summary>Whether pictures came that were left out, and none since that was recorded: no time passes in the section. Set by the
    /// source's thread, read from any.</summary>
    public bool IsSkipping
    {
        get => Volatile.Read(ref _isSkipping);
        set => Volatile.Write(ref _isSkipping, value);
    }

    /// <summary>A section that ends while its source is lost ends in that loss.</summary>
    SourceGap? ILossy.PresentLoss => (source as ILossy)?.PresentLoss is { } loss ? Moved(loss) : null;

    /// <inheritdoc/>
    IReadOnlyList<SourceGap> ILossy.Gaps => [.. ((source as ILossy)?.Gaps ?? []).Select(Moved)];

    /// <inheritdoc/>
    bool ISimulated.IsSimulated => source is ISimulated { IsSimulated: true };

    /// <summary>Hands a frame on. One thread at a time.</summary>
    /// <param name="frame">Stays the caller's.</param>
    /// <param name="shift">Nanoseconds by which it is moved forward.</param>
    public void Push(VideoFrame frame, long shift)
    {
        Volatile.Write(ref _shift, shift);
        IsSkipping = false;
        if (shift == 0)
        {
            Publish(frame);
            return;
        }

        using VideoFrame moved = frame.ShareAt(frame.Timestamp - shift);
        Publish(moved);
    }

    /// <summary>Nothing follows.</summary>
    public void End(Exception? error)
    {
        if (error is null)
        {
            Complete();
        }
        else
        {
            Fail(error);
        }
    }

    private SourceGap Moved(SourceGap gap) => Volatile.Read(ref _shift) is var shift && shift == 0 ? gap : gap with { From = gap.From - shift, To = gap.To - shift };
}

/// <summary>The sound of one section, under the name and pace of the source of its pictures.</summary>
internal sealed class SoundFeed(MediaSource<VideoFrame> pictures, AudioSource source) : AudioSource(pictures.Name)
{
    public override AudioFormat Format => source.Format;

    public override bool IsLive => pictures.IsLive;

    /// <summary>Hands a block on, or a part of it. One thread at a time.</summary>
    public void Push(in SoundPiece piece)
    {
        AudioFrame block = piece.Block;
        if (piece is { From: 0, Shift: 0 } && piece.Count == block.SampleCount)
        {
            Publish(block);
            return;
        }

        using AudioFrame own = piece.Count == block.SampleCount
            ? block.ShareAt(block.Timestamp - piece.Shift)
            : block.Slice(piece.From, piece.Count, piece.Shift);
        Publish(own);
    }

    /// <summary>Nothing follows.</summary>
    public void End() => Complete();
}
