using System.Net.Sockets;
using System.Text;

namespace GiftGrab.Cli;

/// <summary>A local socket that only its owner may use, over which a running recording takes commands: one a line, one answer each.</summary>
internal sealed class ControlSocket : IDisposable
{
    private const int MostClients = 16;
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private readonly Socket _socket;
    private readonly string _path;
    private readonly ControlVerbs _verbs;
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<Task> _clients = [];
    private readonly Lock _gate = new();
    private readonly Task _accepting;

    /// <param name="path">Where it is; what a killed recording left there is replaced.</param>
    /// <param name="verbs">Answers.</param>
    /// <exception cref="UsageException">Another recording listens there, something else has the name, or the system refuses.</exception>
    public ControlSocket(string path, ControlVerbs verbs)
    {
        _path = path;
        _verbs = verbs;
        _socket = Bind(path);
        _accepting = AcceptAsync();
    }

    /// <summary>Connects to a recording.</summary>
    /// <exception cref="SocketException">None listens.</exception>
    public static Socket Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Why no connection, or no socket, is to be had at a path, in words.</summary>
    public static string Describe(Exception exception, string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        return !Directory.Exists(folder) ? $"the folder {folder} does not exist"
            : Directory.Exists(path) ? "it is a folder"
            : exception is ArgumentOutOfRangeException ? "the path is longer than the system allows for a socket, 107 bytes"
            : exception is not SocketException socket ? IOErrors.Describe(exception)
            : socket.SocketErrorCode == SocketError.AccessDenied && !Path.Exists(path) ? $"there is no permission for the folder {folder}"
            : !Path.Exists(path) ? "there is no such socket"
            : new FileInfo(path).Length > 0 ? "it is no socket"
            : socket.SocketErrorCode == SocketError.ConnectionRefused ? "the recording that made it is gone"
            : socket.SocketErrorCode == SocketError.AccessDenied ? "only its owner may use it"
            : socket.Message.TrimEnd('.');
    }

    /// <summary>Takes no more commands; answers under way are still sent.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _socket.Dispose();
        Task[] clients;
        lock (_gate)
        {
            clients = [_accepting, .. _clients];
        }

        Task.WaitAll(clients, AnswerTime);
        File.Delete(_path);
    }

    private static Socket Bind(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            if (Path.Exists(path))
            {
                RequireStale(path);
                File.Delete(path);
            }

            // Nobody can connect before it listens, and then nobody but its owner may.
            socket.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            socket.Listen(MostClients);
            return socket;
        }
        catch (Exception exception) when (exception is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            socket.Dispose();
            throw new UsageException($"no control socket can be made at {path}: {Describe(exception, path)}", exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void RequireStale(string path)
    {
        try
        {
            // Of all that may have the name, the system refuses to open sockets as files.
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        }
        catch (IOException)
        {
            RequireNobody(path);
            return;
        }

        throw new UsageException($"no control socket can be made at {path}: it exists and is no socket; choose another name");
    }

    private static void RequireNobody(string path)
    {
        try
        {
            Connect(path).Dispose();
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return;
        }

        throw new UsageException($"no control socket can be made at {path}: another recording listens there; choose another name");
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Socket client = await _socket.AcceptAsync(_stop.Token).ConfigureAwait(false);
                Serve(client);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // A client that went away before it was heard, too many open files, or the end of the recording.
                await Task.Delay(Patience, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Serve(Socket client)
    {
        lock (_gate)
        {
            if (_clients.Count >= MostClients)
            {
                client.Dispose();
                return;
            }

            var done = new TaskCompletionSource();
            _clients.Add(done.Task);
            _ = Task.Run(() => ServeAsync(client)).ContinueWith(
                _ =>
                {
                    lock (_gate)
                    {
                        _clients.Remove(done.Task);
                    }

                    done.SetResult();
                },
                TaskScheduler.Default);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var stream = new NetworkStream(client, ownsSocket: true);
        var lines = new CommandLines(stream);
        try
        {
            while (await lines.ReadAsync(_stop.Token).ConfigureAwait(false) is { } line)
            {
                string answer = line.IsTooLong ? _verbs.RefuseLong(line.Text, CommandLines.Longest) : _verbs.Follow(line.Text);
                using var patience = new CancellationTokenSource(AnswerTime);
                await stream.WriteAsync(Encoding.UTF8.GetBytes($"{answer}\n"), patience.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // A client that went away, or does not read its answers, has what it wants.
        }
    }
}
