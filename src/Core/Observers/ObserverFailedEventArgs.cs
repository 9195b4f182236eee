namespace GiftGrab;

/// <summary>Tells that an observer threw and was detached.</summary>
public sealed class ObserverFailedEventArgs : EventArgs
{
    internal ObserverFailedEventArgs(object observer, string observerName, Exception exception)
    {
        Observer = observer;
        ObserverName = observerName;
        Exception = exception;
    }

    /// <summary>The observer that threw.</summary>
    public object Observer { get; }

    /// <summary>Its name.</summary>
    public string ObserverName { get; }

    /// <summary>What it threw.</summary>
    public Exception Exception { get; }
}
