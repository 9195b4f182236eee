namespace GiftGrab;

/// <summary>Processes frames between a source and its observers: observes and is observed.</summary>
/// <remarks>
/// A failure of the node is told to its own observers as <c>OnError</c>, so that a writer behind it finishes its
/// file, and detaches the node from its source. Attach it inline or queued, as any observer. Behind a live source a node
/// is live itself, in whatever order they are attached.
/// </remarks>
public abstract class VideoNode : MediaSource<VideoFrame>, IObserver<VideoFrame>, IAttachmentAware<VideoFrame>, ILossy, ISimulated
{
    private MediaSource<VideoFrame>? _source;

    /// <summary>Creates the node.</summary>
    /// <param name="name">Its name in messages and counts; the type's name where null.</param>
    protected VideoNode(string? name = null)
        : base(name ?? "node")
    {
    }

    /// <inheritdoc/>
    public sealed override bool IsLive => Volatile.Read(ref _source) is { IsLive: true };

    /// <inheritdoc/>
    SourceGap? ILossy.PresentLoss => (Volatile.Read(ref _source) as ILossy)?.PresentLoss;

    /// <inheritdoc/>
    IReadOnlyList<SourceGap> ILossy.Gaps => (Volatile.Read(ref _source) as ILossy)?.Gaps ?? [];

    /// <inheritdoc/>
    bool ISimulated.IsSimulated => Volatile.Read(ref _source) is ISimulated { IsSimulated: true };

    /// <inheritdoc/>
    public virtual DeliveryOptions PreferredDelivery => DeliveryOptions.Inline;

    /// <summary>Makes a node of a function.</summary>
    /// <param name="process">Returns the frame to hand on: the given one or what its <see cref="VideoFrame.ConvertTo"/> gives, or one of its
    /// own making, which the node disposes; <see langword="null"/> hands nothing on.</param>
    /// <param name="name">Its name in messages and counts.</param>
    public static VideoNode Create(Func<VideoFrame, VideoFrame?> process, string name = "node") =>
        new FunctionNode(process, name);

    /// <inheritdoc/>
    public virtual void OnAttached(MediaSource<VideoFrame> source, IAttachment attachment) => Volatile.Write(ref _source, source);

    /// <inheritdoc/>
    public virtual void OnDetached(MediaSource<VideoFrame> source)
    {
    }

    /// <inheritdoc/>
    public void OnNext(VideoFrame value)
    {
        ArgumentNullException.ThrowIfNull(value);
        VideoFrame? result;
        try
        {
            result = Process(value);
        }
        catch (Exception exception)
        {
            Fail(new ObserverException($"The node {Name} failed on frame {value.Number}: {exception.Message}", exception));
            throw;
        }

        if (result is null)
        {
            return;
        }

        try
        {
            Publish(result);
        }
        finally
        {
            if (!ReferenceEquals(result, value) && !result.IsView)
            {
                result.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void OnError(Exception error) => Fail(error);

    /// <inheritdoc/>
    public void OnCompleted() => Complete();

    /// <summary>Processes one frame.</summary>
    /// <param name="frame">Valid during the call. Write into <see cref="VideoFrame.ToWritable"/>, never into this.</param>
    /// <returns>The frame to hand on: the given one or what its <see cref="VideoFrame.ConvertTo"/> gives, or one of the node's own making,
    /// which is disposed for it; <see langword="null"/> hands nothing on.</returns>
    protected abstract VideoFrame? Process(VideoFrame frame);

    private sealed class FunctionNode(Func<VideoFrame, VideoFrame?> process, string name) : VideoNode(name)
    {
        protected override VideoFrame? Process(VideoFrame frame) => process(frame);
    }
}
