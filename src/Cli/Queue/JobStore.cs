using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace GiftGrab.Cli;

/// <summary>The queue on disk, in an SQLite database: every change is whole and on the disk, or did not happen.</summary>
/// <remarks>Any number of processes may use one queue.</remarks>
internal sealed class JobStore : IDisposable
{
    private const string Columns = "id, state, priority, not_before, progress, error, verified, spec";
    private readonly SqliteConnection _connection;

    private JobStore(string path, SqliteConnection connection)
    {
        Path = path;
        _connection = connection;
    }

    /// <summary>The database's file.</summary>
    public string Path { get; }

    /// <summary>Where the queue is unless told otherwise: with the user's other state.</summary>
    private static string DefaultPath => System.IO.Path.Combine(UserFolders.State, "giftgrab", "queue.db");

    /// <summary>Opens a queue, which is created where there is none.</summary>
    /// <param name="path">Its file, in a folder that exists; <see langword="null"/>: <c>$GIFTGRAB_QUEUE</c>, or the usual one, whose folder is made.</param>
    /// <exception cref="GiftGrabException">It cannot be.</exception>
    /// <exception cref="UsageException">There is no such folder, or it is one.</exception>
    public static JobStore Open(string? path)
    {
        string? named = path ?? (Environment.GetEnvironmentVariable("GIFTGRAB_QUEUE") is { Length: > 0 } set ? set : null);
        string full = System.IO.Path.GetFullPath(named ?? DefaultPath);
        string folder = System.IO.Path.GetDirectoryName(full)!;
        if (named is not null && !Directory.Exists(folder))
        {
            throw new UsageException($"the queue {named} cannot be made: the folder {folder} does not exist");
        }

        if (Directory.Exists(full))
        {
            throw new UsageException($"the queue {full} is a folder; allowed is a file, which is made where there is none");
        }

        try
        {
            Directory.CreateDirectory(folder);
            if (!File.Exists(full) && !OperatingSystem.IsWindows())
            {
                // Names of patients may be among the files' names.
                new FileStream(full, new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.Write,
                    Share = FileShare.ReadWrite,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }).Dispose();
            }

            var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = full, DefaultTimeout = 60, Pooling = false }.ToString());
            connection.Open();
            var store = new JobStore(full, connection);
            store.Execute("""
                CREATE TABLE IF NOT EXISTS jobs (
                    id INTEGER PRIMARY KEY AUTOINCREMENT, state TEXT NOT NULL, priority INTEGER NOT NULL, not_before TEXT,
                    progress REAL NOT NULL DEFAULT 0, error TEXT, verified INTEGER NOT NULL DEFAULT 0, spec TEXT NOT NULL)
                """);
            return store;
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(full, exception);
        }
    }

    /// <summary>Adds a job.</summary>
    /// <param name="spec">What it does.</param>
    /// <param name="priority">Higher ones come first.</param>
    /// <param name="notBefore">When it may begin, in UTC.</param>
    /// <param name="recording">Called with its number before anybody sees it, where its source is yet to be recorded.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="UsageException">Another job makes the same file.</exception>
    /// <exception cref="GiftGrabException">The queue cannot be used.</exception>
    public long Add(JobSpec spec, int priority = 0, DateTime? notBefore = null, Action<long>? recording = null)
    {
        try
        {
            return AddWhole(spec, priority, notBefore, recording);
        }
        catch (SqliteException exception)
        {
            throw Unusable(Path, exception);
        }
    }

    /// <summary>Says anew what a job does.</summary>
    public void Describe(long id, JobSpec spec) => Execute(
        "UPDATE jobs SET spec = @spec WHERE id = @id", ("@spec", JsonSerializer.Serialize(spec, JobSpecJson.Default.JobSpec)), ("@id", id));

    /// <summary>Forgets a job.</summary>
    public void Remove(long id) => Execute("DELETE FROM jobs WHERE id = @id", ("@id", id));

    /// <summary>Every job, in the order in which they were added.</summary>
    public IReadOnlyList<Job> All() => Query($"SELECT {Columns} FROM jobs ORDER BY id");

    /// <summary>The jobs that may begin now, in their order.</summary>
    public IReadOnlyList<Job> Due(DateTime now) => Query(
        $"SELECT {Columns} FROM jobs WHERE state = 'Waiting' AND (not_before IS NULL OR not_before <= @now) ORDER BY priority DESC, id",
        ("@now", now.ToString("O", CultureInfo.InvariantCulture)));

    /// <summary>A job.</summary>
    /// <exception cref="UsageException">There is none of that number.</exception>
    public Job Find(long id) => Query($"SELECT {Columns} FROM jobs WHERE id = @id", ("@id", id)) is [var job]
        ? job
        : throw new UsageException($"There is no job {id}; giftgrab queue list shows them.");

    /// <summary>Puts a job into another state, if it is in one of the given ones. Of one that is not worked on, nothing is done.</summary>
    /// <returns>Whether it was.</returns>
    public bool Change(long id, JobState[] from, JobState to, string? error = null)
    {
        string states = string.Join(", ", from.Select(state => $"'{state}'"));
        return Execute(
            $"UPDATE jobs SET state = @to, error = @error, progress = CASE WHEN @to IN ('Running', 'Paused', 'Finished') THEN progress ELSE 0 END WHERE id = @id AND state IN ({states})",
            ("@to", to.ToString()), ("@error", error), ("@id", id)) > 0;
    }

    /// <summary>Notes how far a job is that is worked on, from 0 to 1.</summary>
    public void SetProgress(long id, double progress) =>
        Execute("UPDATE jobs SET progress = @progress WHERE id = @id AND state IN ('Running', 'Paused')", ("@progress", progress), ("@id", id));

    /// <summary>Notes that a job's draft was verified, or that it begins anew.</summary>
    public void SetVerified(long id, bool verified) =>
        Execute("UPDATE jobs SET verified = @verified WHERE id = @id", ("@verified", verified ? 1 : 0), ("@id", id));

    public void Dispose() => _connection.Dispose();

    private long AddWhole(JobSpec spec, int priority, DateTime? notBefore, Action<long>? recording)
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        Job? other = All().FirstOrDefault(
            job => job.Spec.Output == spec.Output && job.State is not (JobState.Finished or JobState.Failed or JobState.Cancelled));
        if (other is not null)
        {
            throw new UsageException($"Job {other.Id} makes {spec.Output} already; cancel it first, or choose another name.");
        }

        using SqliteCommand command = Command(
            "INSERT INTO jobs (state, priority, not_before, spec) VALUES (@state, @priority, @before, @spec) RETURNING id",
            ("@state", (recording is null ? JobState.Waiting : JobState.Recording).ToString()),
            ("@priority", priority),
            ("@before", notBefore?.ToString("O", CultureInfo.InvariantCulture)),
            ("@spec", JsonSerializer.Serialize(spec, JobSpecJson.Default.JobSpec)));
        long id = (long)command.ExecuteScalar()!;
        recording?.Invoke(id);
        transaction.Commit();
        return id;
    }

    private static Job Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        Enum.Parse<JobState>(row.GetString(1)),
        row.GetInt32(2),
        row.IsDBNull(3) ? null : DateTime.Parse(row.GetString(3), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        row.GetDouble(4),
        row.IsDBNull(5) ? null : row.GetString(5),
        row.GetInt64(6) != 0,
        JsonSerializer.Deserialize(row.GetString(7), JobSpecJson.Default.JobSpec)!);

    private List<Job> Query(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        try
        {
            using SqliteCommand command = Command(sql, values);
            using SqliteDataReader rows = command.ExecuteReader();
            var jobs = new List<Job>();
            while (rows.Read())
            {
                jobs.Add(Read(rows));
            }

            return jobs;
        }
        catch (SqliteException exception)
        {
            throw Unusable(Path, exception);
        }
    }

    private int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        try
        {
            using SqliteCommand command = Command(sql, values);
            return command.ExecuteNonQuery();
        }
        catch (SqliteException exception)
        {
            throw Unusable(Path, exception);
        }
    }

    private static GiftGrabException Unusable(string path, Exception exception)
    {
        string reason = exception switch
        {
            SqliteException sqlite => SQLitePCL.raw.sqlite3_errstr(sqlite.SqliteErrorCode).utf8_to_string(),
            UnauthorizedAccessException => "permission denied",
            FileNotFoundException or DirectoryNotFoundException => "no file can be made there",
            _ => IOErrors.Describe(exception),
        };
        return new GiftGrabException($"The queue {path} cannot be used: {reason}.", exception);
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
