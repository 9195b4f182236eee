#!/usr/bin/env bash
# Builds a User-Mode Linux with the virtual capture driver vivid: build-kernel.sh FOLDER. FOLDER/linux is the program.
set -euo pipefail
folder=$(mkdir -p -- "$1" && cd -- "$1" && pwd)
[[ ! -x $folder/linux ]] || exit 0
source=/usr/src/linux-source-6.1.tar.xz
if [[ ! -e $source ]]; then
    echo "build-kernel.sh: $source is missing; Debian's linux-source-6.1 brings it" >&2
    exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tar -C "$work" --strip-components=1 -xf "$source"
cd "$work"
make -s ARCH=um allnoconfig
for option in 64BIT EXPERT FUTEX EPOLL SIGNALFD TIMERFD EVENTFD SHMEM AIO ADVISE_SYSCALLS MEMBARRIER POSIX_TIMERS HIGH_RES_TIMERS \
    SYSVIPC INOTIFY_USER FILE_LOCKING BINFMT_ELF BINFMT_SCRIPT NET UNIX INET PROC_FS SYSFS TMPFS DEVTMPFS DEVTMPFS_MOUNT HOSTFS TTY \
    UNIX98_PTYS STDERR_CONSOLE BLK_DEV BLK_DEV_UBD VIRTIO_UML UML_PCI_OVER_VIRTIO MULTIUSER FB MEDIA_SUPPORT MEDIA_SUPPORT_FILTER \
    MEDIA_TEST_SUPPORT MEDIA_CAMERA_SUPPORT MEDIA_ANALOG_TV_SUPPORT VIDEO_DEV MEDIA_CONTROLLER V4L_TEST_DRIVERS VIDEO_VIVID; do
    scripts/config --enable "$option"
done
# Even frame times.
scripts/config --disable HZ_100 --set-val HZ 1000
make -s ARCH=um olddefconfig
grep -q '^CONFIG_VIDEO_VIVID=y' .config
sed -i 's/^CONFIG_HZ=.*/CONFIG_HZ=1000/' .config
make -s ARCH=um -j"$(nproc)" linux
strip linux -o "$folder/linux"
