namespace GiftGrab;

/// <summary>For observers that want to know when they are attached and detached, and how they like to be fed.</summary>
/// <typeparam name="T">The unit that is observed.</typeparam>
/// <remarks>Both calls come from the thread that attaches or detaches; after an observer failed, or did not return in time, and where nobody
/// waits for its detaching, from the thread that delivered to it. They never come while another call is in flight.</remarks>
public interface IAttachmentAware<T>
    where T : MediaUnit
{
    /// <summary>How this observer is fed where <c>Attach</c> names nothing.</summary>
    DeliveryOptions PreferredDelivery { get; }

    /// <summary>Called before the first unit. An exception refuses the attachment.</summary>
    /// <param name="source">The source that will deliver.</param>
    /// <param name="attachment">The running count of what this attachment received, delivered and dropped.</param>
    void OnAttached(MediaSource<T> source, IAttachment attachment);

    /// <summary>Called once after the last unit, when the observer was detached rather than completed.</summary>
    /// <param name="source">The source that delivers no more.</param>
    void OnDetached(MediaSource<T> source);
}
