import type { TaskView } from "../api/types.ts";
import { language } from "./language.ts";

/** What to do about an error of a task, by its code. In English the gateway says it. */
export const errorsInChinese: Readonly<Record<number, string>> = {
  1003: "请创建原因中提到的用户、组或时区，或改用其他名称。",
  1004: "请给它更多时间，或在输出中查看它在等待什么。",
  2001: "请从主机检查原因中提到的地址能否访问，然后重新提交。",
  2003: "请检查地址和请求头的内容（file.url、file.headers）。",
  3000: "原因中说明了主机缺少什么。",
  3001: "请安装原因中提到的程序，或写出程序的完整路径。",
  3003: "请检查原因中提到的文件或目录的权限和所有者。",
  3004: "原因中说明了是哪个信号；主机的日志说明是谁发送的。",
  3005: "请查看输出：脚本或程序会说明哪里出了问题。",
  4000: "请检查所声明的大小和校验值（file.sha256、file.sizeBytes），以及文件是否已改变。",
  4001: "请创建原因中提到的文件或目录，或改用其他路径。",
  4002: "原因或输出中说明了哪些文件无法读取；请指定可读取的文件，或同时请求目录（collect.recursive）。",
  4003: "原因中说明了是什么妨碍写入。",
  4004: "请检查原因中提到的文件或目录及其上级目录的权限和所有者。",
  4005: "请在原因中提到的磁盘上释放空间，或改用其他磁盘。",
  6000: "请放宽进程数上限，或在输出中查看它反复启动了什么。",
  6001: "请放宽内存上限，或让它一次处理更少的数据。",
  6002: "请放宽处理器时间上限，或在输出中查看它长时间在计算什么。",
  6003: "请另开一个终端，或设置更长的无输入等待时间。",
};

export const advice = ({ code, advice: english }: NonNullable<TaskView["error"]>): string => language.current === "zh" ? errorsInChinese[code] ?? english : english;
